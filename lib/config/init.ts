import { dirname, isAbsolute, join } from 'node:path';
import type { System } from '../system/port';
import { userConfigFile } from './choose-file';
import { configPresent } from './faults';
import { expandHome } from './paths';

export const starter = `{
  // Everything has a default: the task Config.Show prints all of it, Config.Schema what is allowed.
  "version": 1
}
`;

/**
 * Makes a config file that changes nothing yet.
 * @throws `configPresent` (CFG003, 501): an existing file is never replaced.
 */
export function initConfig(system: System, named: string | undefined): { readonly file: string } {
  const wanted = named === undefined ? userConfigFile(system) : expandHome(named, system.machine.home);
  const file = isAbsolute(wanted) ? wanted : join(system.machine.cwd, wanted);
  if (system.files.stat(file) !== undefined) throw configPresent({ file });
  system.files.makeFolder(dirname(file));
  system.files.write(file, starter, { mode: 0o644 });
  return { file };
}
