import { placeOf } from './read-document';

/** Line and column of the value (or the key) at a JSON pointer; the nearest parent's when it is not there itself. */
export function locatePointer(
  text: string,
  pointer: string,
  atKey: boolean,
): { readonly line: number; readonly column: number } {
  const { parseTree, findNodeAtLocation } = require('jsonc-parser') as typeof import('jsonc-parser');
  const root = parseTree(text);
  if (root === undefined) return { line: 1, column: 1 };
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) continue;
    const key = atKey && length === path.length ? node.parent?.children?.[0] : undefined;
    return placeOf(text, (key ?? node).offset);
  }
  return placeOf(text, root.offset);
}
