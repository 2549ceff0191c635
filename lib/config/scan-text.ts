/** What a look at the raw text found before anything parses it. */
export interface TextScan {
  /** Deeper than any config of ours: parsers recurse, and 10,000 levels overflow their stack. */
  readonly tooDeep: boolean;
  readonly hasComments: boolean;
  /** Offset of the second of two equal keys in one object. */
  readonly duplicateKeys: readonly FoundKey[];
  /** Keys that would reach the prototype of an object. */
  readonly forbiddenKeys: readonly FoundKey[];
}

export interface FoundKey {
  readonly key: string;
  readonly offset: number;
}

const maxDepth = 64;
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

interface Open {
  readonly keys: Set<string> | null;
  /** True where the next string of an object is a key. */
  atKey: boolean;
}

/** One pass over JSON text with comments: depth, comments and duplicate keys, which JSON.parse silently drops. */
export function scanText(text: string): TextScan {
  const open: Open[] = [];
  const duplicateKeys: FoundKey[] = [];
  const forbiddenKeys: FoundKey[] = [];
  let hasComments = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const top = open.at(-1);
    if (char === '"') {
      const end = endOfString(text, at);
      if (top?.keys != null && top.atKey) {
        const key = unescape(text.slice(at, end + 1));
        if (top.keys.has(key)) duplicateKeys.push({ key, offset: at });
        if (forbidden.has(key)) forbiddenKeys.push({ key, offset: at });
        top.keys.add(key);
        top.atKey = false;
      }
      at = end;
    } else if (char === '/' && text[at + 1] === '/') {
      hasComments = true;
      at = indexOrEnd(text, '\n', at);
    } else if (char === '/' && text[at + 1] === '*') {
      hasComments = true;
      at = indexOrEnd(text, '*/', at + 2) + 1;
    } else if (char === '{' || char === '[') {
      open.push({ keys: char === '{' ? new Set() : null, atKey: char === '{' });
      if (open.length > maxDepth) return { tooDeep: true, hasComments, duplicateKeys, forbiddenKeys };
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === ',' && top !== undefined) {
      top.atKey = top.keys !== null;
    }
  }
  return { tooDeep: false, hasComments, duplicateKeys, forbiddenKeys };
}

/** The same key may be written in two ways: `"a"` and `"\\u0061"`. */
function unescape(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // No valid text: the parser says so, at its place.
    return quoted;
  }
}

/** Where the string that begins at `start` has its quote, or where its line ends. V8 searches; a look at each character is a long loop. */
function endOfString(text: string, start: number): number {
  let quote = start;
  for (let at = start + 1; ;) {
    if (quote < at) quote = indexOrEnd(text, '"', at);
    const escape = text.slice(at, quote).indexOf('\\');
    const plain = text.slice(at, escape === -1 ? quote : at + escape);
    const newline = plain.indexOf('\n');
    if (newline !== -1) return at + newline;
    if (escape === -1) return quote;
    at += escape + 2;
  }
}

function indexOrEnd(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at;
}
