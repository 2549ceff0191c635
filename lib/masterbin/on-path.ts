import { isAbsolute, join } from 'node:path';
import { isProgram } from '../system/is-program';
import { pathEntries } from '../system/path-entries';
import type { System } from '../system/port';
import { programNames } from '../system/program-names';

/** The names of files that a command stands for, first the one that is tried first. On Windows PATHEXT has the say. */
export function callNames(
  { environment, machine }: Pick<System, 'environment' | 'machine'>,
  tool: string,
): readonly string[] {
  return machine.os === 'win32' ? programNames(tool, environment.get('PATHEXT')) : [tool];
}

/** Every program on the PATH that a command may mean, in the order in which they are tried. */
export function programsOnPath(system: System, tool: string): readonly string[] {
  if (/[\\/]/.test(tool)) return [];
  return pathEntries(system)
    .filter((entry, index, all) => isAbsolute(entry) && all.indexOf(entry) === index)
    .flatMap((entry) => callNames(system, tool).map((name) => join(entry, name)))
    .filter((path) => isProgram(system, path));
}
