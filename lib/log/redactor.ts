import { encodings } from './encodings';
import { bareOf, escapedRanges, mayBeEscaped, rangesOf, type Bare, type Range } from './escaped-forms';
import { byteRanges, isBytes, mayShowBytes } from './shown-bytes';

/** Replaces known secret values in everything that leaves the process. Values first, patterns are another matter. */
export interface Redactor {
  /** Registers a secret; shorter than 4 characters it would mask half of every line and is refused (false). */
  add(value: string): boolean;
  /** The text with every form of every secret masked. */
  text(text: string): string;
  /** The same for every string inside plain data, keys included. */
  value(value: unknown): unknown;
  /** The forms of secrets that stand in the text. */
  found(text: string): readonly string[];
  /**
   * True when nothing in a line of JSON has to be masked, so that it may be written as it is. Asked instead of looking at each value: false also
   * where only the whole line looks like a secret, or where that cannot be told.
   */
  isClean(line: string): boolean;
}

const mask = '[secret]';
const shortest = 4;
const nowhere: readonly Range[] = [];

/**
 * An empty redactor. A registered value is found plain, as JSON, JSON in JSON, URL, base64 at every offset, hex, quoted for a shell, with signs
 * escaped as in JSON, HTML or a URL (`\u00e4`, `&quot;`, `%2F`), and as the bytes of a Buffer.
 */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let sorted: readonly string[] = [];
  /** As they stand in a line of JSON; undefined where one of them may be written in more ways than that. */
  let inJson: readonly string[] | undefined = [];
  /** Without the escapes in them. */
  let bare: readonly Bare[] = [];
  const isIn = (raw: string): boolean => sorted.some((form) => raw.includes(form));
  const hiddenIn = (raw: string): readonly Range[] => {
    const escaped = mayBeEscaped(raw, bare) ? escapedRanges(raw, bare) : nowhere;
    return mayShowBytes(raw) ? [...escaped, ...byteRanges(raw, isIn)] : escaped;
  };
  const text = (raw: string): string => {
    const hidden = sorted.length === 0 ? nowhere : hiddenIn(raw);
    if (hidden.length === 0) return sorted.reduce((masked, form) => masked.replaceAll(form, mask), raw);
    // All at once: each alone would leave a part of another readable, or cut it in two.
    return maskRanges(raw, [...hidden, ...sorted.flatMap((form) => rangesOf(raw, form))]);
  };
  const value = (raw: unknown, seen: Map<object, unknown>): unknown => {
    if (typeof raw === 'string') return text(raw);
    // A secret of digits may be met as a number.
    if (typeof raw === 'number') return text(String(raw)) === String(raw) ? raw : mask;
    if (typeof raw !== 'object' || raw === null) return raw;
    // Looked at once, however often it is met: what holds itself twice would otherwise never come to an end.
    if (seen.has(raw)) return seen.get(raw);
    seen.set(raw, '[circular]');
    const plain = asJsonSees(raw);
    const masked = plain === raw ? inner(raw, seen) : value(plain, seen);
    seen.set(raw, masked);
    return masked;
  };
  const inner = (raw: object, seen: Map<object, unknown>): unknown => {
    if (isBytes(raw) && isIn(Buffer.from(raw).toString('utf8'))) return mask;
    if (Array.isArray(raw)) return raw.map((item: unknown) => value(item, seen));
    return Object.fromEntries(
      Object.entries(raw).map(([key, item]: [string, unknown]) => [text(key), value(item, seen)]),
    );
  };
  return {
    add: (secret: unknown) => {
      // Tasks in JavaScript are checked by nobody. What it is stays unsaid but for its type.
      if (typeof secret !== 'string')
        throw new TypeError(`a secret has to be a text, not ${secret === null ? 'null' : `of type ${typeof secret}`}`);
      // A secret of several lines is met line by line in logs.
      const parts = [secret, ...secret.split(/\r?\n/)].filter((part) => part.length >= shortest);
      for (const form of parts.flatMap(encodings)) forms.add(form);
      const fresh = parts.map(bareOf).filter(({ plain }) => bare.every((known) => known.plain !== plain));
      bare = [...bare, ...fresh.filter(({ plain }) => plain.length >= shortest)];
      // Longest first, or the tail of a long form would stay readable beside the mask of a short one.
      sorted = [...forms].sort((a, b) => b.length - a.length);
      inJson = sorted.some(hasHalf) ? undefined : [...new Set(sorted.map((form) => JSON.stringify(form).slice(1, -1)))];
      return parts.length > 0;
    },
    text,
    found: (raw) => [
      ...new Set([
        ...sorted.filter((form) => raw.includes(form)),
        ...hiddenIn(raw).map((range) => raw.slice(...range)),
      ]),
    ],
    isClean: (line) =>
      sorted.length === 0 || (inJson?.some((form) => line.includes(form)) === false && hiddenIn(line).length === 0),
    value: (raw) => {
      if (sorted.length === 0) return raw;
      try {
        return value(raw, new Map());
      } catch {
        // Something in it throws when it is looked at, or nests deeper than the stack: nothing of it may pass unmasked.
        return '[cannot be looked at]';
      }
    },
  };
}

function maskRanges(text: string, ranges: readonly Range[]): string {
  let masked = '';
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (start >= at) masked += text.slice(at, start) + mask;
    at = Math.max(at, end);
  }
  return masked + text.slice(at);
}

/** Half of a pair, which JSON writes in one way beside its other half and in another way without. */
function hasHalf(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** A date, a URL and the like as the log will write them. */
function asJsonSees(raw: object): unknown {
  return 'toJSON' in raw && typeof raw.toJSON === 'function' ? (raw.toJSON as () => unknown)() : raw;
}
