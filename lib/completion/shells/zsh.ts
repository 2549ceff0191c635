import { join } from 'node:path';
import { zshFolder } from '../../centralize';
import { singleQuoted } from '../../kernel/shell-quote';
import { commands, defineShell, madeBy } from '../shell';

/** zsh has no folder of the user for completions that it searches by itself, so .zshrc names ours. */
export default defineShell({
  name: 'zsh',
  programs: ['zsh'],
  plan: ({ system, paths }) => {
    const folder = join(paths.userData, 'zsh', 'site-functions');
    const files = [{ path: join(folder, '_clistack'), text: renderScript(paths.completions) }];
    const settings = join(zshFolder(system, paths.userConfig), '.zshrc');
    const used = system.files.stat(settings) !== undefined || /\/zsh$/.test(system.environment.get('SHELL') ?? '');
    // A first .zshrc would keep zsh from greeting a new user of it.
    if (!used) return { files, note: `there is no .zshrc: add ${folder} to fpath when you use zsh` };
    return { files, blocks: [{ path: settings, text: renderBlock(folder) }], note: 'new shells complete at once' };
  },
});

function renderBlock(folder: string): string {
  return [
    `fpath=(${singleQuoted(folder)} $fpath)`,
    '(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }',
    `autoload -Uz _clistack && compdef _clistack ${commands.join(' ')}`,
  ].join('\n');
}

function renderScript(words: string): string {
  return `#compdef ${commands.join(' ')}
# clistack completion for zsh, ${madeBy}. Built-ins only: no program starts.
local list=${singleQuoted(words)} word=$words[CURRENT] before=$words[CURRENT-1] line='' values='' free=''
local kind a b c d rest typed
local -a found flags
[[ -r $list ]] || return 1
for typed in "\${(@)words[2,CURRENT-1]}"; do line="$line \${(L)typed%[?~]} "; done
while IFS=$'\\t' read -r kind a b c d rest; do
  case $kind in
    task) found+=("\${a//:/\\\\:}:$b") ;;
    engine)
      flags+=("$a:of every task")
      [[ $b == value && $before == "$a" ]] && free=1
      ;;
    flag)
      [[ $line == *" \${(L)a} "* ]] || continue
      flags+=("$b:\${rest//:/\\\\:}")
      [[ $c == value && $before == "$b" ]] && { free=1; values=$d }
      ;;
  esac
done < "$list"
if [[ -n $free ]]; then
  if [[ -n $values && $values != - ]]; then compadd -- "\${(@s:|:)values}"; else _files; fi
elif [[ $word == -* ]]; then
  _describe -o -t flags flag flags
else
  _describe -t tasks task found -M 'm:{a-zA-Z}={A-Za-z}'
fi
`;
}
