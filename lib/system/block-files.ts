import { dirname } from 'node:path';
import { dropBlock, isOnlyBlock, putBlock, readBlockText } from './blocks';
import type { Environment } from './ports/environment';
import type { Files } from './ports/files';

/**
 * The block half of the environment port over any files: real and in-memory Systems share it. The text is worked on byte by byte (latin1):
 * what the user has around the block need not be UTF-8.
 */
export function blocksOver(files: Files): Pick<Environment, 'readBlock' | 'writeBlock' | 'removeBlock'> {
  const contentOf = (path: string): Buffer | undefined =>
    files.stat(path) === undefined ? undefined : files.read(path);
  /** A profile is often a link into a dotfiles repository: the file behind it is written, the link stays. */
  const place = (path: string): string => files.realPath(path) ?? path;
  return {
    readBlock: ({ path, id }) => {
      const text = readBlockText(contentOf(path)?.toString('latin1') ?? '', id);
      return text === undefined ? undefined : Buffer.from(text, 'latin1').toString('utf8');
    },
    writeBlock: ({ path, id }, text) => {
      const content = contentOf(path);
      if (content === undefined) files.makeFolder(dirname(path));
      files.write(place(path), withBlock(content, id, text), {
        ...(content === undefined ? { mode: 0o644 } : {}),
        guarded: true,
      });
    },
    removeBlock: ({ path, id }) => {
      const content = contentOf(path);
      if (content === undefined || readBlockText(content.toString('latin1'), id) === undefined) return;
      const rest = withoutBlock(content, id);
      if (rest === undefined) files.remove(place(path));
      else files.write(place(path), rest, { guarded: true });
    },
  };
}

/** The bytes of a file with the block in them; `undefined`: no file yet. */
export function withBlock(content: Buffer | undefined, id: string, text: string): Buffer {
  const changed = putBlock(content?.toString('latin1'), id, Buffer.from(text, 'utf8').toString('latin1'));
  return Buffer.from(changed, 'latin1');
}

/** The bytes of a file without the block; undefined when the file was made for the block and goes with it. */
export function withoutBlock(content: Buffer, id: string): Buffer | undefined {
  const text = content.toString('latin1');
  return isOnlyBlock(text, id) ? undefined : Buffer.from(dropBlock(text, id), 'latin1');
}
