import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import type { ConfigPiece } from './config';

type Load = (path: string) => unknown;
type Listing = Pick<FileReader, 'list' | 'stat'>;

/**
 * The nouns' pieces: every `lib/<noun>/config` that exports a `configPiece`, or `configPieces` made from a folder of entries whose name
 * it exports as `configEntries`. Found by listing, so a new noun or entry edits no list; the build keeps what was found, so a normal
 * start lists nothing.
 */
export function findConfigPieces(files: Listing, libFolder: string, load: Load): readonly ConfigPiece[] {
  return files
    .list(libFolder)
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name }) => {
      const file = ['config.js', 'config.ts']
        .map((base) => join(libFolder, name, base))
        .find((path) => files.stat(path) !== undefined);
      const module = file === undefined ? undefined : load(file);
      if (hasPiece(module)) return [module.configPiece];
      return hasPieces(module)
        ? module.configPieces(loadEntries(files, join(libFolder, name, module.configEntries), load))
        : [];
    });
}

/** The default exports of a folder of entries, by file name. */
export function loadEntries(files: Listing, folder: string, load: Load): readonly unknown[] {
  if (files.stat(folder) === undefined) return [];
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && /(?<!\.d)\.[jt]s$/.test(name))
    .map(({ name }) => (load(join(folder, name)) as { readonly default: unknown }).default);
}

function hasPiece(module: unknown): module is { readonly configPiece: ConfigPiece } {
  return typeof module === 'object' && module !== null && 'configPiece' in module;
}

interface PiecesModule {
  readonly configEntries: string;
  readonly configPieces: (entries: readonly unknown[]) => readonly ConfigPiece[];
}

function hasPieces(module: unknown): module is PiecesModule {
  return typeof module === 'object' && module !== null && 'configPieces' in module && 'configEntries' in module;
}
