import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import type { System } from '../../system/port';
import { isSameVersion, pep440Scheme } from '../../versions';
import type { LockedPackage, ToolProgram } from '../manager';
import { runningPython } from './running-python';

/** A package that lies in an environment, as the name of its metadata says. */
export interface Distribution {
  readonly key: string;
  /** Empty for an egg. */
  readonly version: string;
  /** The folder or file that the name is of. */
  readonly path: string;
  /** True for what no wheel is put in as, and a python finds all the same: `setup.py` and an old pip write such. */
  readonly isEgg: boolean;
}

/** What a python would find in its environment, without starting it; of one name there may be several. */
export function distributionsIn(system: System, environment: string): readonly Distribution[] {
  return sitePackages(system, environment).flatMap((folder) =>
    system.files.list(folder).flatMap(({ name }): readonly Distribution[] => {
      const path = join(folder, name);
      const [, dist, version] = /^(.+)-([^-]+)\.dist-info$/.exec(name) ?? [];
      if (dist !== undefined && version !== undefined) return [{ key: foldedName(dist), version, path, isEgg: false }];
      // `name-1.0-py3.11.egg-info`, a folder or a file, and `.egg` as well; a link to a folder has the name alone, with its hyphens.
      const [, link, egg] = /^(?:(.+)\.egg-link|([^-]+)(?:-.*)?\.egg(?:-info)?)$/.exec(name) ?? [];
      const own = link ?? egg;
      return own === undefined ? [] : [{ key: foldedName(own), version: '', path, isEgg: true }];
    }),
  );
}

/** Packages of a virtual environment with their versions. */
export function installedPackages(system: System, environment: string): ReadonlyMap<string, string> {
  const wheels = distributionsIn(system, environment).filter(({ isEgg }) => !isEgg);
  return new Map(wheels.map(({ key, version }) => [key, version]));
}

/** Why the python of an environment does not run what lies in it, in a few words; undefined where it does. */
export function flawOfPython(system: System, environment: string): string | undefined {
  const python = runningPython(system, environment);
  if ('flaw' in python) return python.flaw;
  const homes = versionedHomes(system, environment);
  if (homes.length === 0 || homes.some(({ version }) => python.takes(version))) return undefined;
  const others = homes.map(({ version }) => version).join(' and ');
  return `its packages are for python ${others}, and its python is ${python.version ?? 'another'}`;
}

/** Packages of the tree that are not there in the version of the lock. */
export function driftedPackages(
  system: System,
  environment: string,
  packages: readonly LockedPackage[],
): readonly string[] {
  const installed = installedPackages(system, environment);
  // The names of the folders spell versions as the wheels do, the lock as their metadata.
  const isThere = ({ key, version }: LockedPackage): boolean =>
    isSameVersion(pep440Scheme, installed.get(key) ?? '', version);
  return packages.filter((locked) => !isThere(locked)).map(({ key }) => key);
}

/** What a folder of exposed programs offers, relative to `root`; undefined when one of them leads nowhere. */
export function exposedPrograms({ files }: System, root: string, bin: string): readonly ToolProgram[] | undefined {
  const folder = join(root, bin);
  if (files.stat(folder) === undefined) return undefined;
  const names = files.list(folder).map(({ name }) => name);
  if (names.some((name) => files.realPath(join(folder, name)) === undefined)) return undefined;
  return names.map((name) => ({ name: name.replace(/\.exe$/, ''), path: join(bin, name) }));
}

/** Folders of packages that its python looks at; where nothing tells which they are, all. */
export function sitePackages(system: System, environment: string): readonly string[] {
  const { files } = system;
  const isThere = (folder: string): boolean => files.stat(folder) !== undefined;
  const homes = versionedHomes(system, environment);
  const python = runningPython(system, environment);
  const own = 'flaw' in python ? [] : homes.filter(({ version }) => python.takes(version));
  const found = (own.length > 0 ? own : homes).map(({ folder }) => folder);
  // On Windows there is one python, and no folder of its version.
  return found.length > 0 ? found : [join(environment, 'Lib', 'site-packages')].filter(isThere);
}

/** Folders of packages, with the version of the python that they are for. */
function versionedHomes(
  { files }: System,
  environment: string,
): readonly { readonly version: string; readonly folder: string }[] {
  const lib = join(environment, 'lib');
  if (files.stat(lib) === undefined) return [];
  return files
    .list(lib)
    .map(({ name }) => ({ version: name.replace(/^[a-z]+/, ''), folder: join(lib, name, 'site-packages') }))
    .filter(({ folder }) => files.stat(folder) !== undefined);
}
