import { join } from 'node:path';
import { singleQuoted } from '../../kernel/shell-quote';
import { absoluteVariable } from '../../system/absolute-variable';
import { commands, defineShell, madeBy } from '../shell';

/** bash 3.2 and later. bash-completion finds the files by itself; where it is not installed .bashrc loads one. */
export default defineShell({
  name: 'bash',
  programs: ['bash'],
  plan: ({ system, paths }) => {
    const base =
      absoluteVariable(system.environment, 'BASH_COMPLETION_USER_DIR') ?? join(paths.userData, 'bash-completion');
    const text = renderScript(paths.completions);
    const files = commands.map((command) => ({ path: join(base, 'completions', command), text }));
    const loads = loaders.some((path) => system.files.stat(path) !== undefined);
    if (loads) return { files, note: 'new shells complete at once' };
    const [first] = files;
    const path = singleQuoted(first?.path ?? '');
    return {
      files,
      blocks: [{ path: join(paths.home, '.bashrc'), text: `[ -r ${path} ] && . ${path}` }],
      note: 'new shells complete at once; .bashrc loads it, as bash-completion is not installed',
    };
  },
});

const loaders = [
  '/usr/share/bash-completion/bash_completion',
  '/etc/bash_completion',
  '/usr/local/etc/profile.d/bash_completion.sh',
  '/opt/homebrew/etc/profile.d/bash_completion.sh',
];

function renderScript(words: string): string {
  return `# clistack completion for bash, ${madeBy}. Built-ins only: no program starts.
_clistack() {
  local words=${singleQuoted(words)} word=\${COMP_WORDS[COMP_CWORD]} before='' line='' values='' free='' names='' had=''
  local kind a b c d rest index
  COMPREPLY=()
  [[ -r $words ]] || return 0
  (( COMP_CWORD > 0 )) && before=\${COMP_WORDS[COMP_CWORD-1]}
  for (( index = 1; index < COMP_CWORD; index++ )); do line="$line \${COMP_WORDS[index]%[?~]} "; done
  shopt -q nocasematch && had=1
  shopt -s nocasematch
  while IFS=$'\\t' read -r kind a b c d rest; do
    case $kind in
      names) [[ $line == *" $a "* ]] && names=1 ;;
      task) [[ $word != -* && $a == "$word"* ]] && COMPREPLY+=("$a") ;;
      engine)
        [[ $word == -* && $a == "$word"* ]] && COMPREPLY+=("$a")
        [[ $b == value && $before == "$a" ]] && free=1
        ;;
      flag)
        [[ $line == *" $a "* ]] || continue
        [[ $word == -* && $b == "$word"* ]] && COMPREPLY+=("$b")
        [[ $c == value && $before == "$b" ]] && { free=1; values=$d; }
        ;;
    esac
  done < "$words"
  if [[ -n $free ]]; then
    COMPREPLY=()
    [[ -n $values && $values != - ]] || { [[ -n $had ]] || shopt -u nocasematch; compopt -o default 2>/dev/null; return 0; }
    local IFS='|'
    for a in $values; do [[ $a == "$word"* ]] && COMPREPLY+=("$a"); done
  fi
  [[ -n $had ]] || shopt -u nocasematch
}
complete -F _clistack ${commands.join(' ')}
`;
}
