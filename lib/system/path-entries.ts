import type { System } from './port';

/** Folders that npm and npx put in front of the PATH of what they start. */
const ofNpm = /[\\/]node_modules[\\/]\.bin$|[\\/]@npmcli[\\/]run-script[\\/]lib[\\/]node-gyp-bin$/;

/**
 * The user's PATH as a list, empty entries included: an empty one means the working folder. Run through npx, we do not see the PATH of
 * the shell but one with npm's own folders in front, most of which do not exist; they are none of the user's doing.
 */
export function pathEntries({ environment, machine }: Pick<System, 'environment' | 'machine'>): readonly string[] {
  const entries = (environment.get('PATH') ?? '').split(machine.pathSeparator);
  const throughNpm = environment.get('npm_execpath') !== undefined;
  return throughNpm ? entries.filter((entry) => !ofNpm.test(entry)) : entries;
}
