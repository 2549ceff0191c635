import type { System } from './port';

/** Folders that npm and npx put in front of the PATH of what they start. */
const ofNpm = /[\\/]node_modules[\\/]\.bin$|[\\/]@npmcli[\\/]run-script[\\/]lib[\\/]node-gyp-bin$/;

/**
 * The user's PATH as a list, empty entries included: an empty one means the working folder. Run through npx, we do not see the PATH of
 * the shell but one with npm's own folders in front, most of which do not exist; they are none of the user's doing. A slash at the end of an
 * entry says nothing and is left out.
 */
export function pathEntries({ environment, machine }: Pick<System, 'environment' | 'machine'>): readonly string[] {
  const entries = (environment.get('PATH') ?? '').split(machine.pathSeparator).map(withoutEnd);
  const throughNpm = environment.get('npm_execpath') !== undefined;
  return throughNpm ? entries.filter((entry) => !ofNpm.test(entry)) : entries;
}

/** A folder without the slash that may stand at its end. */
export function withoutEnd(entry: string): string {
  // The root alone, also that of a drive, keeps its slash.
  return entry.replace(/(?<=[^/\\:])[/]+$/, '');
}
