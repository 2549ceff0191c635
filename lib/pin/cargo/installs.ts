import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import type { System } from '../../system/port';
import type { InstalledTool, ManagerWorld, OnUnread, ToolProgram } from '../manager';
import { asObject, readObject } from '../read-json';
import { orNothing, readOr } from '../read-or';
import { withoutLogin } from '../without-login';

/** A crate that `cargo install` put below a root. */
export interface CargoInstall {
  readonly tool: string;
  readonly version: string;
  /** Relative to the root. */
  readonly programs: readonly ToolProgram[];
  /** A folder or a repository; undefined for a registry. */
  readonly origin: string | undefined;
}

/** What cargo notes about a root in `.crates2.json`. */
export function readInstalls(system: Pick<System, 'files'>, root: string): readonly CargoInstall[] {
  const installs = asObject(readObject(system, join(root, '.crates2.json'))?.['installs']) ?? {};
  return Object.entries(installs).flatMap(([key, value]): readonly CargoInstall[] => {
    const [, tool, version, source = ''] = /^(\S+) (\S+) \(([^)]*)/.exec(key) ?? [];
    const bins = asObject(value)?.['bins'];
    if (tool === undefined || version === undefined || !Array.isArray(bins)) return [];
    const names = bins.filter((name): name is string => typeof name === 'string');
    const programs = names.map((name) => ({ name: name.replace(/\.exe$/, ''), path: join('bin', name) }));
    const origin = /^(?:registry|sparse)\+/.test(source) ? undefined : withoutLogin(source);
    return [{ tool, version, programs, origin }];
  });
}

/** Where the user's own `cargo install` puts crates. */
export function userCargoRoot({ environment, machine }: Pick<System, 'environment' | 'machine'>): string {
  return (
    absoluteVariable(environment, 'CARGO_INSTALL_ROOT') ??
    absoluteVariable(environment, 'CARGO_HOME') ??
    join(machine.home, '.cargo')
  );
}

/** What the user installed with cargo himself. */
export function listUserCrates({ system }: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[] {
  const root = userCargoRoot(system);
  return readOr(() => readInstalls(system, root), orNothing(onUnread)).map(({ tool, version, programs, origin }) => ({
    tool,
    version,
    origin,
    owner: 'user',
    folder: root,
    programs: programs.map(({ name, path }) => ({ name, path: join(root, path) })),
  }));
}
