import type { Node } from 'jsonc-parser';
import { placeOf } from './read-document';

/** Line and column of the value (or the key) at a JSON pointer; the nearest parent's when it is not there itself. */
export function locatePointer(
  text: string,
  pointer: string,
  atKey: boolean,
): { readonly line: number; readonly column: number } {
  const { node, key } = walkTo(text, pointer);
  return placeOf(text, (atKey ? (key ?? node) : node)?.offset ?? 0);
}

/** The value at a JSON pointer as it is written; undefined where there is none. */
export function textAt(text: string, pointer: string): string | undefined {
  const { node, whole } = walkTo(text, pointer);
  return whole && node !== undefined ? text.slice(node.offset, node.offset + node.length) : undefined;
}

/** As far as the pointer leads: to its end when `whole`. */
function walkTo(text: string, pointer: string): { readonly node?: Node; readonly key?: Node; readonly whole: boolean } {
  const { parseTree } = require('jsonc-parser') as typeof import('jsonc-parser');
  const root = parseTree(text);
  if (root === undefined) return { whole: false };
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let found: { readonly value: Node; readonly key?: Node } = { value: root };
  for (const name of keys) {
    const next = childOf(found.value, name);
    // The parent's own key is no place for a child that is not there.
    if (next === undefined) return { node: found.value, whole: false };
    found = next;
  }
  const { value: node, key } = found;
  return { node, ...(key === undefined ? {} : { key }), whole: true };
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
