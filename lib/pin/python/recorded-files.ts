import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { isInside } from '../../config';
import type { System } from '../../system/port';
import { noteSizes, noFile, readSizes, sizeOf, type FileSizes } from '../file-sizes';
import { readOr } from '../read-or';
import { distributionsIn } from './environment';

/** A private project, the environment in it, and keys of packages in that. */
export interface RecordedProject {
  readonly root: string;
  readonly environment: string;
  readonly keys: ReadonlySet<string>;
}

/**
 * Notes in a project that was just built which files are of another size than the RECORD of their package says. pipx gives the programs of a tool
 * another first line than pip noted, and pip and uv install a wheel whose RECORD is wrong.
 */
export function noteUnrecorded(system: System, project: RecordedProject): void {
  noteSizes(system, project.root, unlikeRecord(system, project));
}

/** Files of these packages that are not as large as they were installed. */
export function damagedFiles(system: System, project: RecordedProject): readonly string[] {
  const noted = readSizes(system, project.root);
  if (noted !== undefined && 'damaged' in noted) return [noted.damaged];
  const found = [...unlikeRecord(system, project)].filter(([path, size]) =>
    noted === undefined ? !isScript(system, join(project.root, path)) : noted.get(path) !== size,
  );
  return found.map(([path]) => path);
}

/** What is not as its RECORD says, with the size that it has. */
function unlikeRecord(system: System, { root, environment, keys }: RecordedProject): FileSizes {
  const packages = distributionsIn(system, environment).filter(({ key, isEgg }) => !isEgg && keys.has(key));
  const found = packages.flatMap(({ path: info }) =>
    recordedIn(system, info).flatMap(([name, size]): readonly (readonly [string, number])[] => {
      const path = placeOf(dirname(info), environment, name);
      const real = path === undefined ? size : sizeOf(system, path);
      return path === undefined || real === size ? [] : [[relative(root, path), real]];
    }),
  );
  return new Map(found);
}

/** Where a file of a RECORD lies; undefined where that is outside the environment. There are thousands, and most are named without a detour. */
function placeOf(site: string, environment: string, name: string): string | undefined {
  if (!name.startsWith('..') && !isAbsolute(name)) return site + sep + name;
  const path = isAbsolute(name) ? name : join(site, name);
  return isInside(path, environment) ? path : undefined;
}

/** Lines of `path,hash,size`. What an installer or a python makes later has no size there, and compiled files may be made anew at any time. */
const line = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*)),[^,\r\n]*,(\d+)\r?$/gm;

function recordedIn({ files }: System, info: string): readonly (readonly [path: string, size: number])[] {
  // A package without one was not installed as a wheel is.
  const text = readOr(
    () => files.readText(join(info, 'RECORD')),
    () => '',
  );
  return [...text.matchAll(line)].flatMap(([, quoted, plain, size]): readonly (readonly [string, number])[] => {
    const path = quoted?.replaceAll('""', '"') ?? plain ?? '';
    return path.endsWith('.pyc') ? [] : [[path, Number(size)]];
  });
}

/** In a project of before such notes these may be as pipx made them. */
function isScript(system: System, path: string): boolean {
  if (sizeOf(system, path) === noFile) return false;
  return readOr(
    () => system.files.read(path).subarray(0, 2).toString('latin1') === '#!',
    () => false,
  );
}
