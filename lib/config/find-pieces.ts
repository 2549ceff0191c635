import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import type { ConfigPiece } from './config';

/**
 * The nouns' pieces: every `lib/<noun>/config` that exports a `configPiece`. Found by listing, so a new noun edits no list; the build
 * keeps what was found, so a normal start lists nothing.
 */
export function findConfigPieces(
  files: Pick<FileReader, 'list' | 'stat'>,
  libFolder: string,
  load: (path: string) => unknown,
): readonly ConfigPiece[] {
  return files
    .list(libFolder)
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name }) => {
      const file = ['config.js', 'config.ts']
        .map((base) => join(libFolder, name, base))
        .find((path) => files.stat(path) !== undefined);
      const module = file === undefined ? undefined : load(file);
      return hasPiece(module) ? [module.configPiece] : [];
    });
}

function hasPiece(module: unknown): module is { readonly configPiece: ConfigPiece } {
  return typeof module === 'object' && module !== null && 'configPiece' in module;
}
