import { dirname, join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { madeBy, type Shell } from './shell';

export interface InstalledCompletion {
  /** Of the shell. */
  readonly name: string;
  readonly files: readonly string[];
  /** Of the user, in the place of files of ours: they stay as they are. */
  readonly kept: readonly string[];
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

/** Writes the completion of every shell that is on this machine. What we did not make stays as it is. */
export function installCompletions(
  system: System,
  paths: OwnedPaths,
  load: (path: string) => unknown,
): readonly InstalledCompletion[] {
  const { files, environment, processes } = system;
  return loadShells(system, load)
    .filter(({ programs }) => programs.some((program) => processes.which(program) !== undefined))
    .map(({ name, plan }) => {
      const { files: planned, blocks = [], note } = plan({ system, paths });
      const ours = planned.filter(({ path }) => isOurs(system, path));
      for (const { path, text } of ours) {
        files.makeFolder(dirname(path));
        files.write(path, text, { mode: 0o644 });
      }
      for (const { path, text } of blocks) environment.writeBlock({ path, id: 'completion' }, text);
      const written = ours.map(({ path }) => path);
      const kept = planned.map(({ path }) => path).filter((path) => !written.includes(path));
      return { name, files: [...written, ...blocks.map(({ path }) => path)], kept, note };
    });
}

/** Nothing, or a file that says that we made it. */
function isOurs({ files }: Pick<System, 'files'>, path: string): boolean {
  const kind = files.stat(path)?.kind;
  return kind === undefined || (kind === 'file' && files.readText(path).includes(madeBy));
}
