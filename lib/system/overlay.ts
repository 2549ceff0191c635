import { basename, dirname, join, normalize, parse, sep } from 'node:path';
import { assertSeen } from './as-seen';
import { fileExists, fileMissing, folderNotEmpty, unreadable, unwritable, wrongKind } from './faults';
import { byName } from './names';
import { stampOf } from './overlay-stamp';
import {
  attach,
  createFile,
  createFolder,
  createLink,
  detach,
  entryOf,
  type FileNode,
  type FolderNode,
  type NodeFacts,
  type TreeNode,
} from './overlay-tree';
import type { Entry, FileReader, Files, ListOptions } from './ports/files';
import type { Links } from './ports/links';
import { hashBytes } from './tree-hash';

/** What an overlay needs of the files below it; an empty one makes a System in memory. */
export type OverlayBase = Pick<FileReader, 'stat' | 'read' | 'sha256' | 'list' | 'freeBytes'> & {
  readonly readLink: (path: string) => string | undefined;
};

export interface Overlay {
  readonly files: Files;
  readonly links: Links;
}

const maxLinks = 40;

/**
 * Files and links whose changes stay in memory, over a base that is only read: the tree is taken over from the base folder by folder
 * as it is looked at, and a moved folder keeps the place it came from as its origin. @param uid owner of what is made.
 */
export function createOverlay(base: OverlayBase, now: () => number, uid: number): Overlay {
  const roots = new Map<string, FolderNode>();
  let nextInode = 1;
  const fresh = (): Omit<NodeFacts, 'dev'> => ({ uid, names: 1, mtimeMs: now(), ino: `new-${(nextInode += 1)}` });

  const rootOf = (path: string): FolderNode => {
    const { root } = parse(normalize(path));
    let node = roots.get(root);
    if (node === undefined) {
      const entry = base.stat(root);
      node = createFolder(entry?.mode ?? 0o755, { ...fresh(), uid: entry?.uid ?? 0, dev: entry?.dev ?? '1' }, root);
      roots.set(root, node);
    }
    return node;
  };
  const childOf = (folder: FolderNode, name: string): TreeNode | undefined => {
    const known = folder.children.get(name);
    // null: it was there and was taken away.
    if (known !== undefined) return known ?? undefined;
    if (folder.origin === null) return undefined;
    const origin = join(folder.origin, name);
    const entry = base.stat(origin);
    if (entry === undefined || folder.children.has(name)) return undefined;
    const node = takeOver(origin, entry);
    folder.children.set(name, node);
    return node;
  };
  const takeOver = (origin: string, entry: Entry): TreeNode => {
    const { kind, size, mode, ...facts } = entry;
    if (kind === 'folder') return createFolder(mode, facts, origin);
    if (kind === 'link') return createLink(base.readLink(origin) ?? '', facts);
    return createFile({ origin, size, kind }, mode, facts);
  };

  /** The node at a path; links in the middle are followed, one at the end only when asked. */
  const find = (path: string, followEnd: boolean, budget = maxLinks): { node: TreeNode | undefined; path: string } => {
    let node: TreeNode | undefined = rootOf(path);
    // Windows takes both separators.
    const whole = normalize(path);
    let at = parse(whole).root;
    const parts = whole
      .slice(at.length)
      .split(sep)
      .filter((part) => part !== '');
    for (const [index, part] of parts.entries()) {
      if (node.kind !== 'folder') return { node: undefined, path };
      node = childOf(node, part);
      if (node === undefined) return { node, path };
      const last = index === parts.length - 1;
      if (node.kind === 'link' && (!last || followEnd)) {
        if (budget === 0) return { node: undefined, path };
        const target = join(resolveFrom(at, node.target), ...parts.slice(index + 1));
        return find(target, followEnd, budget - 1);
      }
      at = join(at, part);
    }
    return { node, path: at };
  };
  const parentOf = (path: string): FolderNode => {
    const { node } = find(dirname(path), true);
    if (node === undefined) throw fileMissing({ path });
    if (node.kind !== 'folder') throw wrongKind({ path: dirname(path), expected: 'a folder' });
    return node;
  };
  const names = (folder: FolderNode, options?: ListOptions): readonly string[] => {
    const inherited = folder.origin === null ? [] : base.list(folder.origin, options).map(({ name }) => name);
    return [...new Set([...inherited, ...folder.children.keys()])].filter(
      (name) => childOf(folder, name) !== undefined,
    );
  };
  const put = (path: string, make: (parent: FolderNode) => TreeNode): void => {
    const parent = parentOf(path);
    attach(parent, basename(path), make(parent));
  };
  const present = (path: string): TreeNode => {
    const { node } = find(path, false);
    if (node === undefined) throw fileMissing({ path });
    return node;
  };
  const linkAt = (path: string): TreeNode & { kind: 'link' } => {
    const node = present(path);
    if (node.kind !== 'link') throw wrongKind({ path, expected: 'a link' });
    return node;
  };
  const freeName = (path: string): void => {
    if (find(path, false).node !== undefined) throw fileExists({ path });
  };

  const sourceOf = (path: string): FileNode['from'] => {
    const { node } = find(path, true);
    if (node?.kind === 'file') return node.from;
    throw node === undefined ? fileMissing({ path }) : unreadable({ path, reason: 'it is a folder' });
  };
  const read = (path: string): Buffer => {
    const from = sourceOf(path);
    return 'content' in from ? Buffer.from(from.content) : base.read(from.origin);
  };

  const files: Files = {
    stat: (path) => {
      const { node } = find(path, false);
      return node === undefined ? undefined : entryOf(node);
    },
    read,
    readText: (path) => read(path).toString('utf8'),
    sha256: (path) => {
      const from = sourceOf(path);
      return 'content' in from ? hashBytes(from.content) : base.sha256(from.origin);
    },
    list: (folder, options) => {
      const { node } = find(folder, true);
      if (node === undefined) throw fileMissing({ path: folder });
      if (node.kind !== 'folder') throw unreadable({ path: folder, reason: 'a part of the path is not a folder' });
      return names(node, options)
        .map((name) => ({ name, kind: entryOf(childOf(node, name) ?? node).kind }))
        .sort(byName);
    },
    realPath: (path) => {
      const found = find(path, true);
      return found.node === undefined ? undefined : found.path;
    },
    stamp: (path) => {
      const { node } = find(path, true);
      if (node === undefined) return undefined;
      const inside =
        node.kind === 'folder' ? names(node).map((name) => `${name}=${childOf(node, name)?.ino ?? ''}`) : [];
      return stampOf(entryOf(node), inside);
    },
    freeBytes: (path) => {
      if (find(path, true).node === undefined) throw fileMissing({ path });
      // A folder made in memory has the room of the nearest one that exists.
      let existing = path;
      while (base.stat(existing) === undefined && dirname(existing) !== existing) existing = dirname(existing);
      return base.freeBytes(existing);
    },
    write: (path, content, { mode } = {}) => {
      const old = find(path, false).node;
      if (old !== undefined && old.kind !== 'file') throw wrongKind({ path, expected: 'a file' });
      const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
      put(path, (parent) =>
        createFile({ content: bytes }, mode ?? old?.mode ?? 0o600, { ...fresh(), dev: parent.dev }),
      );
    },
    makeFolder: (path, mode = 0o755) => {
      const { node } = find(path, false);
      if (node !== undefined && node.kind !== 'folder') throw wrongKind({ path, expected: 'a folder' });
      if (node !== undefined) return;
      if (find(dirname(path), true).node === undefined) files.makeFolder(dirname(path), mode);
      put(path, (parent) => createFolder(mode, { ...fresh(), dev: parent.dev }, null));
    },
    move: (from, to, { overLink = false } = {}) => {
      const node = present(from);
      if (!overLink || find(to, false).node?.kind !== 'link') freeName(to);
      if (to.startsWith(`${from}${sep}`)) throw unwritable({ path: to, reason: 'a folder cannot move into itself' });
      put(to, () => node);
      detach(parentOf(from), basename(from));
    },
    remove: (path) => {
      const node = present(path);
      if (node.kind === 'folder' && names(node).length > 0) throw folderNotEmpty({ path });
      detach(parentOf(path), basename(path));
    },
    removeTree: (path) => {
      present(path);
      detach(parentOf(path), basename(path));
    },
    setMode: (path, mode) => {
      const node = present(path);
      if (node.kind === 'link') throw wrongKind({ path, expected: 'a file or folder' });
      node.mode = mode;
    },
    changeMany: (changes) => {
      for (const { kind, path, seen } of changes) {
        if (seen !== undefined) assertSeen(path, seen ?? undefined, files.stat(path));
        const node = kind === 'remove' ? present(path) : find(path, false).node;
        if (node !== undefined && node.kind !== 'file') throw wrongKind({ path, expected: 'a file' });
        parentOf(path);
      }
      for (const change of changes) {
        if (change.kind === 'remove') files.remove(change.path);
        else files.write(change.path, change.content, change);
      }
    },
  };
  const links: Links = {
    read: (path) => {
      const { node } = find(path, false);
      return node?.kind === 'link' ? node.target : undefined;
    },
    make: (path, target) => {
      freeName(path);
      put(path, (parent) => createLink(target, { ...fresh(), dev: parent.dev }));
    },
    retarget: (path, target) => {
      linkAt(path).target = target;
    },
    remove: (path) => {
      linkAt(path);
      detach(parentOf(path), basename(path));
    },
  };
  return { files, links };
}

function resolveFrom(folder: string, target: string): string {
  return parse(target).root === '' ? join(folder, target) : join(target);
}
