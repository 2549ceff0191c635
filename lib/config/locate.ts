import type { Node } from 'jsonc-parser';
import { placeOf } from './read-document';

/** Line and column of the value (or the key) at a JSON pointer; the nearest parent's when it is not there itself. */
export function locatePointer(
  text: string,
  pointer: string,
  atKey: boolean,
): { readonly line: number; readonly column: number } {
  const { parseTree } = require('jsonc-parser') as typeof import('jsonc-parser');
  const root = parseTree(text);
  if (root === undefined) return { line: 1, column: 1 };
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node = root;
  let key: Node | undefined;
  for (const name of keys) {
    const next = childOf(node, name);
    if (next === undefined) return placeOf(text, node.offset);
    node = next.value;
    key = next.key;
  }
  return placeOf(text, (atKey && key !== undefined ? key : node).offset);
}

/** The last one of its name counts, as it does for every parser. */
function childOf(node: Node, name: string): { readonly value: Node; readonly key?: Node } | undefined {
  const { children = [], type } = node;
  if (type === 'array') {
    const value = children[Number(name)];
    return value === undefined ? undefined : { value };
  }
  const [key, value] = children.findLast(({ children: [first] = [] }) => first?.value === name)?.children ?? [];
  return key === undefined || value === undefined ? undefined : { key, value };
}
