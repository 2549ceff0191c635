import { basename, join } from 'node:path';
import { commands, defineShell, madeBy, type ShellFacts } from '../shell';

/** PowerShell 5.1 and 7. A profile of each loads the script. */
export default defineShell({
  name: 'powershell',
  programs: ['pwsh', 'powershell'],
  plan: (facts) => {
    const folders = profileFolders(facts);
    const text = renderScript(facts.paths.completions);
    const loading = folders.filter((folder) => mayLoad(facts, folder));
    const [left] = folders.filter((folder) => !loading.includes(folder));
    const done = loading.length > 0 ? ['new shells complete at once'] : [];
    const open = left === undefined ? [] : [`Windows PowerShell 5.1 has no profile: add ${loadLine(left)} to one`];
    return {
      files: folders.map((folder) => ({ path: join(folder, scriptName), text })),
      blocks: loading.map((folder) => ({ path: join(folder, 'profile.ps1'), text: loadLine(folder) })),
      note: [...done, ...open].join('; '),
    };
  },
});

const scriptName = 'clistack-completion.ps1';
const oldFolder = 'WindowsPowerShell';

/** On Windows 5.1 and 7 have one each; elsewhere there is 7 alone. */
function profileFolders({ system, paths }: ShellFacts): readonly string[] {
  if (system.machine.os !== 'win32') return [join(paths.userConfig, 'powershell')];
  const isThere = (program: string): boolean => system.processes.which(program) !== undefined;
  return [...(isThere('pwsh') ? ['PowerShell'] : []), ...(isThere('powershell') ? [oldFolder] : [])].map((name) =>
    join(paths.home, 'Documents', name),
  );
}

/** A first profile of 5.1 would be an error in each new shell: until its user changes that, scripts may not run there. */
function mayLoad({ system }: ShellFacts, folder: string): boolean {
  const names = ['profile.ps1', 'Microsoft.PowerShell_profile.ps1'];
  return basename(folder) !== oldFolder || names.some((name) => system.files.stat(join(folder, name)) !== undefined);
}

function loadLine(folder: string): string {
  return `. ${quoted(join(folder, scriptName))}`;
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
