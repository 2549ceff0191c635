import { join } from 'node:path';
import { commands, defineShell, madeBy } from '../shell';

/** fish loads completions by the name of the command from its config folder. */
export default defineShell({
  name: 'fish',
  programs: ['fish'],
  plan: ({ paths }) => ({
    files: commands.map((command) => ({
      path: join(paths.userConfig, 'fish', 'completions', `${command}.fish`),
      text: renderScript(paths.completions, command),
    })),
    note: 'new shells complete at once',
  }),
});

function renderScript(words: string, command: string): string {
  const quoted = `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  return `# clistack completion for fish, ${madeBy}. Built-ins only, but for the names of files.
function __clistack_words
    set -l list ${quoted}
    test -r $list; or return
    set -l word (commandline -ct)
    set -l line (commandline -opc)
    set -l before $line[-1]
    set -l named (string lower -- (string replace -r '[?~]$' '' -- $line[2..-1]))
    set -l found
    set -l free
    set -l values
    while read -l -d \\t kind a b c d rest
        switch $kind
            case task
                string match -q -- '-*' "$word"; or set -a found $a\\t$b
            case engine
                string match -q -- '-*' "$word"; and set -a found $a
                test "$b" = value -a "$before" = "$a"; and set free 1
            case flag
                contains -- (string lower -- $a) $named; or continue
                string match -q -- '-*' "$word"; and set -a found $b\\t$rest
                if test "$c" = value -a "$before" = "$b"
                    set free 1
                    set values (string split '|' -- $d)
                end
        end
    end <$list
    if test -z "$free"
        printf '%s\\n' $found
    else if test -n "$values" -a "$values" != -
        printf '%s\\n' $values
    else
        __fish_complete_path $word
    end
end
complete -c ${command} -f -a '(__clistack_words)'
`;
}
