import { join } from 'node:path';
import { fileMissing } from './faults';
import type { FileReader } from './ports/files';
import type { Links } from './ports/links';

/** sha256 over names, kinds, modes, link targets and contents of a tree; times do not count. */
export function hashTree(files: FileReader, links: Pick<Links, 'read'>, root: string): string {
  const hash = newHash();
  const add = (...parts: readonly (string | number)[]): void => {
    // A terminator that cannot stand in a path keeps neighbouring fields apart.
    for (const part of parts) hash.update(`${part}\0`);
  };
  const visit = (path: string, name: string): void => {
    const entry = files.stat(path);
    if (entry === undefined) throw fileMissing({ path });
    add(entry.kind, name);
    if (entry.kind === 'link') add(links.read(path) ?? '');
    if (entry.kind === 'file') add(entry.mode, files.sha256(path));
    if (entry.kind !== 'folder') return;
    const children = files.list(path);
    add(entry.mode, children.length);
    for (const child of children) visit(join(path, child.name), child.name);
  };
  visit(root, '');
  return hash.digest('hex');
}

/** In one call: an object for each hash costs more than the hash of a small file. */
export function hashBytes(content: Buffer | string): string {
  return openCrypto().hash('sha256', content, 'hex');
}

export function newHash(): import('node:crypto').Hash {
  return openCrypto().createHash('sha256');
}

/** Loaded by the first hash: most runs make none. */
function openCrypto(): typeof import('node:crypto') {
  return require('node:crypto') as typeof import('node:crypto');
}
