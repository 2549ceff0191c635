import { dirname } from 'node:path';
import { dropBlock, isOnlyBlock, putBlock, readBlockText } from './blocks';
import type { Environment } from './ports/environment';
import type { Entry, Files } from './ports/files';

/**
 * The block half of the environment port over any files: real and in-memory Systems share it. The text is worked on byte by byte (latin1):
 * what the user has around the block need not be UTF-8. What an editor saves between reading and writing is not replaced.
 */
export function blocksOver(files: Files): Pick<Environment, 'readBlock' | 'writeBlock' | 'removeBlock'> {
  /** A profile is often a link into a dotfiles repository: the file behind it is written, the link stays. */
  const look = (path: string): { readonly at: string; readonly seen: Entry | null; readonly content?: Buffer } => {
    const at = files.realPath(path) ?? path;
    const seen = files.stat(at);
    return seen === undefined ? { at, seen: null } : { at, seen, content: files.read(at) };
  };
  return {
    readBlock: ({ path, id }) => {
      const text = readBlockText(look(path).content?.toString('latin1') ?? '', id);
      return text === undefined ? undefined : Buffer.from(text, 'latin1').toString('utf8');
    },
    writeBlock: ({ path, id }, text) => {
      const { at, seen, content } = look(path);
      if (content === undefined) files.makeFolder(dirname(path));
      const mode = content === undefined ? { mode: 0o644 } : {};
      files.changeMany([{ kind: 'write', path: at, content: withBlock(content, id, text), seen, ...mode }]);
    },
    removeBlock: ({ path, id }) => {
      const { at, seen, content } = look(path);
      if (content === undefined || readBlockText(content.toString('latin1'), id) === undefined) return;
      const rest = withoutBlock(content, id);
      const change = { path: at, seen };
      files.changeMany([
        rest === undefined ? { ...change, kind: 'remove' } : { ...change, kind: 'write', content: rest },
      ]);
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
