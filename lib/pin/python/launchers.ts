import { join } from 'node:path';
import { singleQuoted } from '../../kernel/shell-quote';
import type { System } from '../../system/port';

/** What pip begins a program with where the path of its python is long or has a blank: a shell reads the lines, and to Python they are a text. */
const throughShell = /^#!\/bin\/sh\n'''exec' "(.*)" "\$0" "\$@"\n' '''/;

/** What means something to a shell in double quotes. */
const special = /[$`"]/;

/**
 * pip puts the path of the python into double quotes as it is: with `$`, a backtick or a quote in it the program would look elsewhere for its
 * python, or run a command. These lines are written again, in quotes in which nothing means anything.
 */
export function mendLaunchers({ files, machine }: Pick<System, 'files' | 'machine'>, environment: string): void {
  if (machine.os === 'win32' || !special.test(environment)) return;
  const bin = join(environment, 'bin');
  for (const { name, kind } of files.list(bin)) {
    if (kind !== 'file') continue;
    const path = join(bin, name);
    // A program that is no text stays byte for byte.
    const text = files.read(path).toString('latin1');
    const mended = text.replace(
      throughShell,
      (_, python: string) => `#!/bin/sh\n'''exec' ${singleQuoted(python)} "$0" "$@"\n' '''`,
    );
    if (mended !== text) files.write(path, Buffer.from(mended, 'latin1'));
  }
}
