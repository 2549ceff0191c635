import { dirname } from 'node:path';
import { dropBlock, isOnlyBlock, putBlock, readBlockText } from './blocks';
import type { Environment } from './ports/environment';
import type { Files } from './ports/files';

/**
 * The block half of the environment port over any files: real and in-memory Systems share it. The text is worked on byte by byte (latin1):
 * what the user has around the block need not be UTF-8.
 */
export function blocksOver(files: Files): Pick<Environment, 'readBlock' | 'writeBlock' | 'removeBlock'> {
  const contentOf = (path: string): string | undefined =>
    files.stat(path) === undefined ? undefined : files.read(path).toString('latin1');
  /** A profile is often a link into a dotfiles repository: the file behind it is written, the link stays. */
  const place = (path: string): string => files.realPath(path) ?? path;
  return {
    readBlock: ({ path, id }) => {
      const content = contentOf(path);
      const text = content === undefined ? undefined : readBlockText(content, id);
      return text === undefined ? undefined : Buffer.from(text, 'latin1').toString('utf8');
    },
    writeBlock: ({ path, id }, text) => {
      const content = contentOf(path);
      if (content === undefined) files.makeFolder(dirname(path));
      const changed = putBlock(content, id, Buffer.from(text, 'utf8').toString('latin1'));
      files.write(place(path), Buffer.from(changed, 'latin1'), content === undefined ? { mode: 0o644 } : {});
    },
    removeBlock: ({ path, id }) => {
      const content = contentOf(path);
      if (content === undefined || readBlockText(content, id) === undefined) return;
      if (isOnlyBlock(content, id)) files.remove(place(path));
      else files.write(place(path), Buffer.from(dropBlock(content, id), 'latin1'));
    },
  };
}
