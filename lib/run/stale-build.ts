import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import { hashBytes } from '../system/tree-hash';
import { staleBuild } from './faults';

/** As the build wrote it: times in milliseconds, size in bytes, hash as hex of SHA-256, names of a folder in order. */
interface Sources {
  readonly folders: Readonly<Record<string, readonly [mtimeMs: number, names: readonly string[]]>>;
  readonly files: Readonly<Record<string, readonly [mtimeMs: number, size: number, hash: string]>>;
}

/**
 * Refuses a checkout whose sources are not those that were built. A look at times and sizes; only where they differ the content decides,
 * so a file that was touched, or changed and changed back, is none of it. An installed package has no sources and nothing to compare.
 * @throws `staleBuild` (RUN034, 500).
 */
export function refuseStaleBuild(files: FileReader, root: string): void {
  const record = join(root, 'dist', 'sources.json');
  if (files.stat(record) === undefined || files.stat(join(root, 'lib'))?.kind !== 'folder') return;
  // Our own build wrote it beside the code.
  const built = JSON.parse(files.readText(record)) as Sources;
  for (const [path, [mtimeMs, size, hash]] of Object.entries(built.files)) {
    const entry = files.stat(join(root, path));
    if (entry?.mtimeMs === mtimeMs && entry.size === size) continue;
    const same = entry?.kind === 'file' && entry.size === size && hashBytes(files.read(join(root, path))) === hash;
    if (!same) throw staleBuild({ source: path });
  }
  for (const [path, [mtimeMs, names]] of Object.entries(built.folders)) {
    if (files.stat(join(root, path))?.mtimeMs === mtimeMs) continue;
    const added = files.list(join(root, path)).find(({ name }) => isSource(name) && !names.includes(name));
    if (added !== undefined) throw staleBuild({ source: `${path}/${added.name}` });
  }
}

/** Editors keep files of their own beside what they edit. */
function isSource(name: string): boolean {
  return /^[^.].*\.ts$/.test(name) || !name.includes('.');
}
