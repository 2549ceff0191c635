import { join } from 'node:path';
import { commands, defineShell, madeBy, type ShellFacts } from '../shell';

/** PowerShell 5.1 and 7. Its profile loads the script. */
export default defineShell({
  name: 'powershell',
  programs: ['pwsh', 'powershell'],
  plan: (facts) => {
    const folder = profileFolder(facts);
    const script = join(folder, 'clistack-completion.ps1');
    return {
      files: [{ path: script, text: renderScript(facts.paths.completions) }],
      block: { path: join(folder, 'profile.ps1'), text: `. ${quoted(script)}` },
      note: 'new shells complete at once',
    };
  },
});

function profileFolder({ system, paths }: ShellFacts): string {
  return system.machine.os === 'win32'
    ? join(paths.home, 'Documents', 'PowerShell')
    : join(paths.userConfig, 'powershell');
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}

function renderScript(words: string): string {
  return `# clistack completion for PowerShell, ${madeBy}. No program starts.
Register-ArgumentCompleter -Native -CommandName ${commands.join(', ')} -ScriptBlock {
  param($word, $ast, $position)
  $list = ${quoted(words)}
  if (-not [IO.File]::Exists($list)) { return }
  $typed = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
  $before = ''
  if ($typed.Count -gt 0) { $before = $typed[-1] }
  $named = @($typed | ForEach-Object { $_ -replace '[?~]$', '' })
  $found = @()
  $values = $null
  foreach ($line in [IO.File]::ReadAllLines($list)) {
    $field = $line -split [char]9
    if ($field[0] -eq 'task' -and -not $word.StartsWith('-')) { $found += , @($field[1], $field[2]) }
    if ($field[0] -eq 'engine' -and $word.StartsWith('-')) { $found += , @($field[1], 'of every task') }
    if ($field[0] -eq 'engine' -and $field[2] -eq 'value' -and $before -eq $field[1]) { $values = @() }
    if ($field[0] -eq 'flag' -and $named -contains $field[1]) {
      if ($word.StartsWith('-')) { $found += , @($field[2], $field[5]) }
      if ($field[3] -eq 'value' -and $before -eq $field[2]) { $values = @($field[4] -split '[|]') }
    }
  }
  if ($null -ne $values) { $found = @($values | Where-Object { $_ -ne '-' } | ForEach-Object { , @($_, $_) }) }
  foreach ($entry in $found) {
    if ($entry[0].StartsWith($word, [StringComparison]::OrdinalIgnoreCase)) {
      [System.Management.Automation.CompletionResult]::new($entry[0], $entry[0], 'ParameterValue', $entry[1])
    }
  }
}
`;
}
