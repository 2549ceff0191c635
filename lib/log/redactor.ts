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

/** An empty redactor. A registered value is found plain, as JSON, JSON in JSON, URL, base64 at every offset, hex, and quoted for a shell. */
export function createRedactor(): Redactor {
  const forms = new Set<string>();
  let sorted: readonly string[] = [];
  /** As they stand in a line of JSON; undefined where one of them may be written in more ways than that. */
  let inJson: readonly string[] | undefined = [];
  const text = (raw: string): string => sorted.reduce((masked, form) => masked.replaceAll(form, mask), raw);
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
      // Longest first, or the tail of a long form would stay readable beside the mask of a short one.
      sorted = [...forms].sort((a, b) => b.length - a.length);
      inJson = sorted.some(hasHalf) ? undefined : [...new Set(sorted.map((form) => JSON.stringify(form).slice(1, -1)))];
      return parts.length > 0;
    },
    text,
    found: (raw) => sorted.filter((form) => raw.includes(form)),
    isClean: (line) => inJson?.some((form) => line.includes(form)) === false,
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

/** Half of a pair, which JSON writes in one way beside its other half and in another way without. */
function hasHalf(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function encodings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  const candidates = [
    secret, json, JSON.stringify(json).slice(1, -1), secret.replaceAll("'", "'\\''"), ...urlForms(secret), hex, hex.toUpperCase(), ...base64Forms(secret),
  ]; // prettier-ignore
  return candidates.filter((form) => form.length >= shortest);
}

/** With the letters of `%2F` as large as the standard has them, and as small as some programs write them. */
function urlForms(secret: string): readonly string[] {
  const forms = [formEncoded(secret), ...wholeForms(secret)];
  return [...forms, ...forms.map((each) => each.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase()))];
}

function wholeForms(secret: string): readonly string[] {
  try {
    return [encodeURIComponent(secret), encodeURI(secret)];
  } catch {
    // No well-formed text: there is no such form of it.
    return [];
  }
}

/** A date, a URL and the like as the log will write them. */
function asJsonSees(raw: object): unknown {
  return 'toJSON' in raw && typeof raw.toJSON === 'function' ? (raw.toJSON as () => unknown)() : raw;
}

function formEncoded(secret: string): string {
  return new URLSearchParams({ v: secret }).toString().slice(2);
}

/** The part of the base64 text that does not depend on what stands before or after, at each of the three offsets. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const from = Math.ceil((offset * 8) / 6);
    const to = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = encoded.slice(from, to);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
