import { dirname } from 'node:path';
import { dropBlock, putBlock, readBlockText } from './blocks';
import type { Environment } from './ports/environment';
import type { Files } from './ports/files';

/** The block half of the environment port over any files: real and in-memory Systems share it. */
export function blocksOver(files: Files): Pick<Environment, 'readBlock' | 'writeBlock' | 'removeBlock'> {
  const contentOf = (path: string): string | undefined =>
    files.stat(path) === undefined ? undefined : files.read(path).toString('utf8');
  /** A profile is often a link into a dotfiles repository: the file behind it is written, the link stays. */
  const place = (path: string): string => files.realPath(path) ?? path;
  return {
    readBlock: ({ path, id }) => {
      const content = contentOf(path);
      return content === undefined ? undefined : readBlockText(content, id);
    },
    writeBlock: ({ path, id }, text) => {
      const content = contentOf(path);
      if (content === undefined) files.makeFolder(dirname(path));
      files.write(place(path), putBlock(content ?? '', id, text), content === undefined ? { mode: 0o644 } : {});
    },
    removeBlock: ({ path, id }) => {
      const content = contentOf(path);
      if (content === undefined || readBlockText(content, id) === undefined) return;
      const rest = dropBlock(content, id);
      if (rest === '') files.remove(place(path));
      else files.write(place(path), rest);
    },
  };
}
