import type { Entry } from './ports/files';

/** What every node of an overlay's tree knows about itself. */
export interface NodeFacts {
  dev: string;
  readonly uid: number;
  readonly names: number;
  readonly ino: string;
  readonly mtimeMs: number;
}

export interface FolderNode extends NodeFacts {
  readonly kind: 'folder';
  mode: number;
  /** The folder of the base whose entries this one inherits; null for one made in memory. */
  readonly origin: string | null;
  /** Looked-at or changed children; null where something was taken away. */
  readonly children: Map<string, TreeNode | null>;
}

export interface FileNode extends NodeFacts {
  readonly kind: 'file';
  mode: number;
  readonly from:
    { readonly content: Buffer } | { readonly origin: string; readonly size: number; readonly kind: 'file' | 'other' };
}

interface LinkNode extends NodeFacts {
  readonly kind: 'link';
  target: string;
}

export type TreeNode = FolderNode | FileNode | LinkNode;

export function createFolder(mode: number, facts: NodeFacts, origin: string | null): FolderNode {
  return { kind: 'folder', mode, origin, children: new Map(), ...facts };
}

export function createFile(from: FileNode['from'], mode: number, facts: NodeFacts): FileNode {
  return { kind: 'file', mode, from, ...facts };
}

export function createLink(target: string, facts: NodeFacts): LinkNode {
  return { kind: 'link', target, ...facts };
}

export function attach(folder: FolderNode, name: string, node: TreeNode): void {
  node.dev = folder.dev;
  folder.children.set(name, node);
}

export function detach(folder: FolderNode, name: string): void {
  folder.children.set(name, null);
}

export function entryOf(node: TreeNode): Entry {
  const { dev, ino, uid, names, mtimeMs } = node;
  const facts = { uid, names, mtimeMs, dev, ino };
  if (node.kind === 'folder') return { kind: 'folder', size: 0, mode: node.mode, ...facts };
  if (node.kind === 'link') return { kind: 'link', size: node.target.length, mode: 0o777, ...facts };
  const { from, mode } = node;
  const whole = 'content' in from;
  return { kind: whole ? 'file' : from.kind, size: whole ? from.content.length : from.size, mode, ...facts };
}
