import { dirname, join } from 'node:path';
import type { System } from '../../system/port';
import type { InstalledTool, ManagerWorld, OnUnread } from '../manager';
import { orNothing, readOr } from '../read-or';
import { findNpm } from './call';
import { readInstalledPackage } from './installed-package';
import { npmPrefix } from './settings';

/** npm itself and what comes with Node are nobody's wish. */
const ofNode = new Set(['npm', 'corepack']);

/** What `npm install -g` put there, read from the folder of global packages. */
export function listGlobalPackages(world: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[] {
  const { system } = world;
  const { files } = system;
  const prefix = globalPrefix(world);
  if (prefix === undefined) return [];
  const root = system.machine.os === 'win32' ? prefix : join(prefix, 'lib');
  const folder = join(root, 'node_modules');
  if (files.stat(folder) === undefined) return [];
  const names = files.list(folder).flatMap(({ name }): readonly string[] => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [name];
    return readOr(() => files.list(join(folder, name)).map((inner) => `${name}/${inner.name}`), orNothing(onUnread));
  });
  return names
    .filter((name) => !ofNode.has(name))
    .flatMap((tool) => readOr(() => readGlobal(system, root, tool), orNothing(onUnread)));
}

function readGlobal(system: System, root: string, tool: string): readonly InstalledTool[] {
  const read = readInstalledPackage(system, root, tool);
  // Half a package is nobody's wish.
  if ('flaw' in read) return [];
  const programs = read.programs.map(({ name, path }) => ({ name, path: join(root, path) }));
  const folder = join(root, 'node_modules', tool);
  // `npm link` and `npm install -g ./folder` leave a link to where the package is worked on.
  const origin = system.files.stat(folder)?.kind === 'link' ? system.files.realPath(folder) : undefined;
  return [{ tool, version: read.version, owner: 'user', folder, programs, origin }];
}

/** As npm finds it: the variable, the user's npmrc, else the folder that node lies in. */
function globalPrefix(world: ManagerWorld): string | undefined {
  const { files, machine, processes } = world.system;
  const set = npmPrefix(world.system);
  if (set !== undefined) return set;
  const node = processes.which('node') ?? processes.which('node.exe');
  const npm = findNpm(world);
  const real = node === undefined ? undefined : files.realPath(node);
  if (real === undefined && !npm.found) return undefined;
  const bin = dirname(real ?? (npm.found ? npm.path : ''));
  return machine.os === 'win32' ? bin : dirname(bin);
}
