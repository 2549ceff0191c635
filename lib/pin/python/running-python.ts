import { join } from 'node:path';
import { isInside } from '../../config';
import type { System } from '../../system/port';

type Looks = Pick<System, 'files' | 'machine'>;

/** The python of an environment, as far as files tell. */
export interface RunningPython {
  /** Which it is: `3.12`, or `3.13t` where it is free-threaded; undefined where nothing says so. */
  readonly version: string | undefined;
  /** Whether packages for a python of this version, written in the same way, are for this one. */
  readonly takes: (version: string) => boolean;
}

/**
 * The python that an environment runs now, which need not be the one that it was made with: it leads to that of the system, and an upgrade may
 * take that away or put a newer one in its place. In words why there is none.
 */
export function runningPython(system: Looks, environment: string): RunningPython | { readonly flaw: string } {
  const { files, machine } = system;
  const isWindows = machine.os === 'win32';
  const python = join(environment, ...(isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const real = files.realPath(python);
  if (real === undefined) return { flaw: 'its python is gone' };
  const settings = join(environment, 'pyvenv.cfg');
  // Without it the same python looks at the packages of the system alone.
  if (files.stat(settings)?.kind !== 'file') return { flaw: 'its pyvenv.cfg is gone' };
  const text = files.readText(settings);
  const home = settingOf(text, 'home');
  // A copy finds all that it needs in the folder of the python that it was made from.
  const isCopy = isInside(real, files.realPath(environment) ?? environment);
  if (isCopy && home !== undefined && files.realPath(join(home, isWindows ? 'python.exe' : 'python3')) === undefined)
    return { flaw: `its python is gone from ${home}` };
  const [, named] = /[\\/][a-z]+(\d+\.\d+t?)$/.exec(real) ?? [];
  if (named !== undefined) return { version: named, takes: (version) => version === named };
  // Its name says nothing: then it is the one that the environment was made with, whether free-threaded or not.
  const [made] = /^\d+\.\d+/.exec(settingOf(text, 'version_info') ?? settingOf(text, 'version') ?? '') ?? [];
  return { version: made, takes: (version) => made === undefined || version.replace(/t$/, '') === made };
}

function settingOf(text: string, name: string): string | undefined {
  return new RegExp(`^${name} *= *(\\S.*?)\\s*$`, 'm').exec(text)?.[1];
}
