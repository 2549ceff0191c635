import { join, sep } from 'node:path';
import type { System } from '../system/port';
import { readOr } from './read-or';

/** Bytes of files by their path below a folder. */
export type FileSizes = ReadonlyMap<string, number>;

/** In the place of a size, of what is no file. */
export const noFile = -1;

/** A line for each file: its size and its path. */
const sizesName = 'file-sizes.txt';

/** Notes in a project that was just built how large files of it are. */
export function noteSizes({ files }: System, root: string, sizes: FileSizes): void {
  const lines = [...sizes].map(([path, size]) => `${size} ${path.replaceAll(/[\\\n\r]/g, escape)}\n`);
  files.write(join(root, sizesName), lines.join(''), { mode: 0o600 });
}

/** What is noted in a project; undefined where nothing is, and the name of the note where it is damaged. */
export function readSizes({ files }: System, root: string): FileSizes | { readonly damaged: string } | undefined {
  const path = join(root, sizesName);
  return readOr(
    () => (files.stat(path) === undefined ? undefined : (parseSizes(files.readText(path)) ?? { damaged: sizesName })),
    () => ({ damaged: sizesName }),
  );
}

/** Files of a project that are not as large as they were installed; none where that was not noted. */
export function damagedFiles(system: System, root: string): readonly string[] {
  const noted = readSizes(system, root);
  if (noted === undefined) return [];
  if ('damaged' in noted) return [noted.damaged];
  // For thousands of paths, to join them would take a fifth of all the time.
  return [...noted].filter(([path, size]) => sizeOf(system, root + sep + path) !== size).map(([path]) => path);
}

/** Of the file that a path leads to. A file that nobody lets us look at is none. */
export function sizeOf({ files }: System, path: string): number {
  return readOr(
    () => {
      const entry = files.stat(path);
      // uv links to its cache where it is told to.
      if (entry?.kind === 'link') return files.stamp(path)?.size ?? noFile;
      return entry?.kind === 'file' ? entry.size : noFile;
    },
    () => noFile,
  );
}

const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r' };
const unescaped = Object.fromEntries(Object.entries(escaped).map(([plain, text]) => [text, plain]));
const escape = (char: string): string => escaped[char] ?? char;

/** Undefined for a text that was cut off, or is none of ours. */
function parseSizes(text: string): FileSizes | undefined {
  const lines = text.split('\n');
  if (lines.pop() !== '') return undefined;
  const sizes = new Map<string, number>();
  for (const line of lines) {
    const at = line.indexOf(' ');
    const size = at > 0 ? Number(line.slice(0, at)) : NaN;
    if (!Number.isInteger(size)) return undefined;
    sizes.set(
      line.slice(at + 1).replaceAll(/\\[\\nr]/g, (pair) => unescaped[pair] ?? pair),
      size,
    );
  }
  return sizes;
}
