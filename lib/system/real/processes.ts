import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { toolMissing } from '../faults';
import type { Processes } from '../ports/processes';
import { programNames } from '../program-names';
import { isAlive } from './is-alive';
import { readStat } from './linux/process-stat';

/** Children of this process and programs on its PATH; `owner` is who ends what still runs, see `endChildren`. */
export function createProcesses(env: Readonly<Record<string, string | undefined>>, owner = ''): Processes {
  const which = (command: string): string | undefined => {
    const names = process.platform === 'win32' ? programNames(command, env['PATHEXT']) : [command];
    if (isAbsolute(command)) return names.find(isProgram);
    const folders = (env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
    return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isProgram);
  };
  return {
    which,
    run: async (command, args, options = {}) => {
      const program = which(command);
      if (program === undefined) throw toolMissing({ tool: command });
      const { runChild } = require('./run-child') as typeof import('./run-child');
      return runChild(program, args, options, { env, owner });
    },
    isAlive: (pid, startTime) => isAlive(pid) && (startTime === undefined || processStart(pid) === startTime),
  };
}

/** Start of a process in clock ticks since boot: with the boot id it tells a process from a later one with the same id. */
export function processStart(pid: number): string {
  return process.platform === 'linux' ? (readStat(pid)?.start ?? '') : '';
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not ours to run: the next folder of the PATH decides.
    return false;
  }
}
