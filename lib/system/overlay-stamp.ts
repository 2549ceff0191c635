import type { Entry, Stamp } from './ports/files';

/** The stamp of something in memory. @param names of a folder, each with its inode: a folder in memory has no time that they would change. */
export function stampOf({ dev, ino, size, mode, mtimeMs }: Entry, names: readonly string[]): Stamp {
  return {
    dev: fold(dev),
    ino: fold(`${ino} ${mode}`),
    size: names.length === 0 ? size : fold(names.join('/')),
    mtimeMs,
    ctimeMs: mtimeMs,
  };
}

/** A number for a text (FNV-1a). */
function fold(text: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) number = Math.imul(number ^ text.charCodeAt(at), 0x01000193);
  return number >>> 0;
}
