import { quoteValue, type Syntax } from './scope';

/**
 * Lines that put a folder first on the PATH, once, and keep the order of all others. They do so also where a profile that ran before put
 * something in front, so running them again changes nothing.
 */
export function renderPath(folder: string, syntax: Syntax): string {
  const quoted = quoteValue(folder, syntax);
  switch (syntax) {
    case 'posix':
      // Built-ins only: a profile runs at every login. An empty entry would mean the working folder, so none may come into being.
      return [
        `clistack_bin=${quoted} clistack_path=":\${PATH-}:"`,
        'while case $clistack_path in *:"$clistack_bin":*) ;; *) false ;; esac; do',
        '  clistack_path=${clistack_path%%:"$clistack_bin":*}:${clistack_path#*:"$clistack_bin":}',
        'done',
        'clistack_path=${clistack_path#:} clistack_path=${clistack_path%:}',
        'export PATH="$clistack_bin${clistack_path:+:$clistack_path}"',
        'unset clistack_bin clistack_path',
      ].join('\n');
    case 'fish':
      return [
        'set -g clistack_path',
        'for clistack_entry in $PATH',
        `    test "$clistack_entry" != ${quoted}; and set -g clistack_path $clistack_path "$clistack_entry"`,
        'end',
        `set -gx PATH ${quoted} $clistack_path`,
        'set -e clistack_path',
      ].join('\n');
    case 'environment.d':
      return `PATH="${quoted}:$PATH"`;
    case 'powershell':
      return (
        `$env:PATH = (@(${quoted}) + @($env:PATH -split [IO.Path]::PathSeparator | ` +
        `Where-Object { $_ -ne ${quoted} })) -join [IO.Path]::PathSeparator`
      );
  }
}
