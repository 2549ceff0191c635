import { dirname, isAbsolute, join } from 'node:path';
import { inFolder } from '../system/in-folder';
import type { System } from '../system/port';
import type { Entry } from '../system/ports/files';
import { configMissing } from './faults';
import { baseFolders } from './paths';

export const configName = 'toolstack.config.json';

export interface ChosenFile {
  readonly file: string;
  /** What lies there; undefined for the shipped one, which nobody has looked at. */
  readonly entry: Entry | undefined;
  readonly shipped: boolean;
}

/**
 * Which config is in use: `--configFile`, CLISTACK_CONFIG, the nearest one in the working folder or above it, the user's, the shipped.
 * @throws `configMissing` (CFG002, 502) for one that was named and is not there.
 */
export function chooseConfigFile(system: System, named: string | undefined, shipped: string): ChosenFile {
  const { machine, environment, files } = system;
  const fromEnvironment = environment.get('CLISTACK_CONFIG');
  const explicit = named ?? (fromEnvironment === '' ? undefined : fromEnvironment);
  if (explicit !== undefined) {
    const file = isAbsolute(explicit) ? explicit : join(machine.cwd, explicit);
    const entry = files.stat(file);
    if (entry === undefined)
      throw configMissing({ file, named: named === undefined ? 'CLISTACK_CONFIG' : '--configFile' });
    return { file, entry, shipped: false };
  }
  for (let folder = machine.cwd, last = ''; folder !== last; last = folder, folder = dirname(folder)) {
    const file = inFolder(folder, configName);
    const entry = files.stat(file);
    if (entry !== undefined) return { file, entry, shipped: false };
  }
  const own = userConfigFile(system);
  const entry = files.stat(own);
  return entry === undefined ? { file: shipped, entry, shipped: true } : { file: own, entry, shipped: false };
}

/** Where the user's own config lies. */
export function userConfigFile(system: System): string {
  const folder = inFolder(baseFolders(system).config, system.machine.os === 'win32' ? 'CliStack' : 'clistack');
  return inFolder(folder, configName);
}
