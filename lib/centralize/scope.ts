import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import { singleQuoted } from '../kernel/shell-quote';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import type { TextBlock } from '../system/ports/environment';
import type { WishedVariable } from './plan';
import { isFile, shellProfiles } from './shell-profiles';

/** How a file or a shell writes variables. */
export type Syntax = 'environment.d' | 'posix' | 'fish' | 'powershell';

/** A file that gives the user's programs their variables. */
export interface ScopeFile {
  readonly block: TextBlock;
  readonly syntax: Syntax;
  /** Made when missing; the profiles of shells are only added to when they exist. */
  readonly ours: boolean;
}

const blockId = 'environment';
/**
 * Every file of the user scope that applies here.
 * @throws `notOnThisSystem` (SYS030, 510) on Windows, where user scope is the registry.
 */
export function scopeFiles(system: System, paths: OwnedPaths): readonly ScopeFile[] {
  const { os } = system.machine;
  if (os === 'win32') throw notOnThisSystem({ what: 'setting variables for the user', os });
  const shells = shellProfiles({ system, paths }).flatMap(({ folders, reads, syntax }) =>
    folders
      .flatMap((folder) =>
        reads.map((name): ScopeFile => ({ block: { path: join(folder, name), id: blockId }, syntax, ours: false })),
      )
      .filter(({ block }) => isFile(system.files, block.path)),
  );
  const systemd: ScopeFile = {
    block: { path: join(paths.userConfig, 'environment.d', '60-clistack.conf'), id: blockId },
    syntax: 'environment.d',
    ours: true,
  };
  return os === 'linux' ? [systemd, ...shells] : shells;
}

/** The lines of a block in the syntax of its file. */
export function renderVariables(variables: readonly WishedVariable[], syntax: Syntax): string {
  return variables.map(({ name, value }) => renderVariable(name, value, syntax)).join('\n');
}

function renderVariable(name: string, value: string, syntax: Syntax): string {
  const quoted = quoteValue(value, syntax);
  switch (syntax) {
    case 'posix':
      return `export ${name}=${quoted}`;
    case 'fish':
      return `set -gx ${name} ${quoted}`;
    case 'environment.d':
      return `${name}="${quoted}"`;
    case 'powershell':
      return `$env:${name} = ${quoted}`;
  }
}

/** A value as the syntax takes it literally; for environment.d what stands between the double quotes. */
export function quoteValue(value: string, syntax: Syntax): string {
  switch (syntax) {
    case 'posix':
      return singleQuoted(value);
    case 'fish':
      return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    case 'environment.d':
      // systemd takes escapes away first and expands what is left: a dollar has to be written twice.
      return value.replaceAll(/["\\`]/g, '\\$&').replaceAll('$', '$$$$');
    case 'powershell':
      // Typographic single quotes end a text there as the plain one does.
      return `'${value.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
  }
}

/** True when the text around our block gives the variable a value: then it is the user's. */
export function setsVariable(text: string, name: string): boolean {
  return new RegExp(`^[ \\t]*(?:export[ \\t]+|set(?:[ \\t]+-\\S+)*[ \\t]+)?${name}(?:=|[ \\t]+\\S)`, 'm').test(text);
}

/** What our blocks in these files set now, by variable. */
export function readWritten(
  { environment }: Pick<System, 'environment'>,
  places: readonly ScopeFile[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { block, syntax } of places) {
    for (const line of (environment.readBlock(block) ?? '').split('\n')) {
      const [, name, value] = /^(?:export |set -gx )?([A-Za-z_]\w*)[= ]['"](.*)['"]$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) found.set(name, unquoteValue(value, syntax));
    }
  }
  return found;
}

/** The other way round than `quoteValue`, without the quotes around. */
function unquoteValue(text: string, syntax: Syntax): string {
  switch (syntax) {
    case 'posix':
      return text.replaceAll(`'\\''`, "'");
    case 'fish':
      return text.replaceAll(/\\([\\'])/g, '$1');
    case 'environment.d':
      return text.replaceAll('$$', '$').replaceAll(/\\(.)/g, '$1');
    case 'powershell':
      return text.replaceAll(/(['\u2018-\u201b])\1/g, '$1');
  }
}
