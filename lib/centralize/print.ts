import { toType } from '../kernel/to-type';
import { basename } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { refuseEntry } from './path';
import { renderPath } from './path-lines';
import { readWritten, renderVariables, scopeFiles, type Syntax } from './scope';

const syntaxes = {
  sh: 'posix',
  bash: 'posix',
  zsh: 'posix',
  fish: 'fish',
  powershell: 'powershell',
} as const satisfies Readonly<Record<string, Syntax>>;

export type PrintedShell = keyof typeof syntaxes;

export const printedShells: readonly string[] = Object.keys(syntaxes);

/** What to type for the shell one is in to get what new ones get, in its own words. */
export function forThisShell(system: Pick<System, 'environment' | 'machine'>): string {
  const print = toType('Env.Print');
  switch (syntaxes[ownShell(system)]) {
    case 'posix':
      return `eval "$(${print})"`;
    case 'fish':
      return `${print} | source`;
    case 'powershell':
      // Line by line, it would run the first half of what stands on two lines.
      return `${print} | Out-String | Invoke-Expression`;
  }
}

/**
 * What a new login shell gets from us, as lines for the shell one is in. `shell` undefined: the user's login shell decides.
 * @throws `noPathEntry` (CEN001, 502).
 */
export function printEnvironment(
  system: System,
  paths: OwnedPaths,
  inUse: boolean,
  shell: PrintedShell | undefined,
): string {
  const refusal = inUse ? refuseEntry(system, paths) : undefined;
  if (refusal !== undefined) throw refusal;
  const syntax = syntaxes[shell ?? ownShell(system)];
  const written = system.machine.os === 'win32' ? [] : [...readWritten(system, scopeFiles(system, paths))];
  const variables = written
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value, folder: null, tool: '' }));
  return [
    ...(variables.length > 0 ? [renderVariables(variables, syntax)] : []),
    ...(inUse ? [renderPath(paths.bin, syntax)] : []),
  ].join('\n');
}

function ownShell({ environment, machine }: Pick<System, 'environment' | 'machine'>): PrintedShell {
  if (machine.os === 'win32') return 'powershell';
  return printedFor(basename(environment.get('SHELL') ?? ''));
}

/** @param name of a program that is a shell. */
export function printedFor(name: string): PrintedShell {
  if (name === 'pwsh' || name === 'powershell') return 'powershell';
  return name === 'fish' ? 'fish' : 'sh';
}
