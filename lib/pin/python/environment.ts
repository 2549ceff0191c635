import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import type { System } from '../../system/port';
import type { LockedPackage, ToolProgram } from '../manager';

/** Packages of a virtual environment by their metadata: what is installed, without starting its python. */
export function installedPackages(system: System, environment: string): ReadonlyMap<string, string> {
  const found = sitePackages(system, environment).flatMap((folder) =>
    system.files.list(folder).flatMap(({ name }): readonly (readonly [string, string])[] => {
      const [, dist, version] = /^(.+)-([^-]+)\.dist-info$/.exec(name) ?? [];
      return dist === undefined || version === undefined ? [] : [[foldedName(dist), version]];
    }),
  );
  return new Map(found);
}

/** False when the python of an environment is gone: it leads to that of the system, which an upgrade may take away. */
export function hasPython({ files, machine }: System, environment: string): boolean {
  const python = machine.os === 'win32' ? join('Scripts', 'python.exe') : join('bin', 'python');
  return files.realPath(join(environment, python)) !== undefined;
}

/** Packages of the tree that are not there in the version of the lock. */
export function driftedPackages(
  system: System,
  environment: string,
  packages: readonly LockedPackage[],
): readonly string[] {
  const installed = installedPackages(system, environment);
  return packages.filter(({ key, version }) => installed.get(key) !== version).map(({ key }) => key);
}

/** What a folder of exposed programs offers, relative to `root`; undefined when one of them leads nowhere. */
export function exposedPrograms({ files }: System, root: string, bin: string): readonly ToolProgram[] | undefined {
  const folder = join(root, bin);
  if (files.stat(folder) === undefined) return undefined;
  const names = files.list(folder).map(({ name }) => name);
  if (names.some((name) => files.realPath(join(folder, name)) === undefined)) return undefined;
  return names.map((name) => ({ name: name.replace(/\.exe$/, ''), path: join(bin, name) }));
}

function sitePackages({ files }: System, environment: string): readonly string[] {
  const isThere = (folder: string): boolean => files.stat(folder) !== undefined;
  const lib = join(environment, 'lib');
  const found = isThere(lib)
    ? files
        .list(lib)
        .map(({ name }) => join(lib, name, 'site-packages'))
        .filter(isThere)
    : [];
  // On Windows there is one python, and no folder of its version.
  return found.length > 0 ? found : [join(environment, 'Lib', 'site-packages')].filter(isThere);
}
