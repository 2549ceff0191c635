import { join, relative } from 'node:path';
import { isInside } from '../../config';
import type { System } from '../../system/port';
import type { Entry } from '../../system/ports/files';

/**
 * sha256 of what code finds in a folder: names, kinds, modes and contents, and behind a link what it leads to, however it is spelled. A folder
 * outside is entered once. A link into the folder itself adds nothing, and one to a folder above it would make an input of what is made.
 */
export function hashContent({ files, links, hash }: Pick<System, 'files' | 'links' | 'hash'>, folder: string): string {
  const top = files.realPath(folder) ?? folder;
  const entered = new Set<string>();
  const parts: (string | number)[] = [];
  const add = (path: string, entry: Entry): void => {
    parts.push(entry.kind, entry.mode);
    if (entry.kind === 'file') parts.push(hash.file(path));
    if (entry.kind !== 'folder') return;
    entered.add(path);
    const children = files.list(path);
    parts.push(children.length);
    for (const { name, kind } of children) {
      parts.push(name);
      const child = join(path, name);
      if (kind === 'link') follow(child);
      else visit(child);
    }
  };
  const visit = (path: string): void => {
    const entry = files.stat(path);
    if (entry === undefined || entered.has(path)) parts.push('again', relative(top, path));
    else add(path, entry);
  };
  const follow = (path: string): void => {
    const real = files.realPath(path);
    const entry = real === undefined ? undefined : files.stat(real);
    if (real === undefined || entry === undefined) parts.push('nowhere', links.read(path) ?? '');
    else if (entry.kind === 'folder' && (isInside(real, top) || isInside(top, real) || entered.has(real)))
      parts.push('again', relative(top, real));
    else add(real, entry);
  };
  visit(top);
  // A sign that cannot stand in a path keeps neighbouring parts apart.
  return hash.bytes(parts.join('\0'));
}
