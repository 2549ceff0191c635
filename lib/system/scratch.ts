import { join } from 'node:path';
import type { System } from './port';
import type { Scratch } from './ports/scratch';

/** Scratch folders of a System that changes things at once. */
export function scratchOver({ files, machine, randomness }: Pick<System, 'files' | 'machine' | 'randomness'>): Scratch {
  return async (act) => {
    const folder = join(files.realPath(machine.temp) ?? machine.temp, `clistack-scratch-${randomness.hex(8)}`);
    files.makeFolder(folder, 0o700);
    try {
      return await act(folder, files);
    } finally {
      files.removeTree(folder);
    }
  };
}
