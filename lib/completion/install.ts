import { dirname, join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { Shell } from './shell';

export interface InstalledCompletion {
  /** Of the shell. */
  readonly name: string;
  readonly files: readonly string[];
  readonly note: string;
}

/** Every shell of the folder of shells, by name. */
function loadShells({ files }: Pick<System, 'files'>, load: (path: string) => unknown): readonly Shell[] {
  const folder = join(__dirname, 'shells');
  return files
    .list(folder)
    .filter(({ name }) => /^[a-z]+\.[jt]s$/.test(name))
    .map(({ name }) => (load(join(folder, name)) as { readonly default: Shell }).default);
}

/** Writes the completion of every shell that is on this machine. */
export function installCompletions(
  system: System,
  paths: OwnedPaths,
  load: (path: string) => unknown,
): readonly InstalledCompletion[] {
  const { files, environment, processes } = system;
  return loadShells(system, load)
    .filter(({ programs }) => programs.some((program) => processes.which(program) !== undefined))
    .map(({ name, plan }) => {
      const { files: planned, block, note } = plan({ system, paths });
      for (const { path, text } of planned) {
        files.makeFolder(dirname(path));
        files.write(path, text, { mode: 0o644 });
      }
      if (block !== undefined) environment.writeBlock({ path: block.path, id: 'completion' }, block.text);
      const written = planned.map(({ path }) => path);
      return { name, files: block === undefined ? written : [...written, block.path], note };
    });
}
