/** Where something stands in a text: its first sign, and the one behind its last. */
export type Range = readonly [start: number, end: number];

/*
 * A secret may be escaped in more ways than can be listed: `\u00e4`, as many programs write what is not ASCII in JSON, `&quot;` as in HTML, each
 * of its signs or only some. So it is looked for where both it and the text are unescaped.
 */

/** True where signs may be escaped: most texts need not be searched for that. */
export function mayBeEscaped(text: string): boolean {
  return text.includes('&') || (text.includes('\\') && (text.includes('\\u') || text.includes('\\/')));
}

/** A run of backslashes is none: JSON in JSON doubles it, and the line of the log in which that stands doubles it again. */
const backslashes = /\\+u([\da-fA-F]{4})|\\+|[\b\f\n\r\t]/g;
const short: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

function fromBackslashes(escape: string, hex: string | undefined): string {
  if (hex === undefined) return short[escape] ?? '';
  const unit = String.fromCharCode(Number.parseInt(hex, 16));
  return unit === '\\' ? '' : (short[unit] ?? unit);
}

/** What was escaped twice as well. */
const entities = /&(?:amp;)*(?:(lt|gt|quot|apos)|#(\d{1,7})|#[xX]([\da-fA-F]{1,6}));|&(?:amp;)+/g;
const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" };

function fromEntities(
  entity: string,
  name: string | undefined,
  decimal: string | undefined,
  hex: string | undefined,
): string {
  if (name !== undefined) return names[name] ?? entity;
  const code = decimal ?? (hex === undefined ? '38' : String(Number.parseInt(hex, 16)));
  const sign = Number(code) > 0x10ffff ? entity : String.fromCodePoint(Number(code));
  return sign === '\\' ? '' : (short[sign] ?? sign);
}

/** The text without escapes. It is no text to be read: what differs in backslashes alone, or in how a line ends, is the same. */
export function unescaped(text: string): string {
  return text.replace(backslashes, fromBackslashes).replace(entities, fromEntities);
}

/** Where these unescaped secrets stand in the text, in whatever way it escapes them. */
export function escapedRanges(text: string, secrets: readonly string[]): readonly Range[] {
  const half = text.replace(backslashes, fromBackslashes);
  const plain = half.replace(entities, fromEntities);
  const standing = secrets.filter((secret) => plain.includes(secret));
  if (standing.length === 0) return [];
  const ranges = standing.flatMap((secret) => rangesOf(plain, secret));
  const inHalf = mapBack(ranges, half, entities, (match) => fromEntities(match[0], match[1], match[2], match[3]));
  return mapBack(inHalf, text, backslashes, (match) => fromBackslashes(match[0], match[1]));
}

/** Every place at which it stands, also those that overlap. */
export function rangesOf(text: string, form: string): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) ranges.push([at, at + form.length]);
  return ranges;
}

/** Where ranges of the unescaped text lie in the text. */
function mapBack(
  ranges: readonly Range[],
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => string,
): readonly Range[] {
  /** Where each escape stands in the text, and what it stands for in the unescaped one. */
  const escapes: { readonly from: Range; readonly to: Range }[] = [];
  let gained = 0;
  for (const match of text.matchAll(pattern)) {
    const from: Range = [match.index, match.index + match[0].length];
    const start = from[0] - gained;
    const to: Range = [start, start + read(match).length];
    escapes.push({ from, to });
    gained = from[1] - to[1];
  }
  const placeOf = (unit: number): Range => {
    // The last escape that does not begin behind it.
    let low = 0;
    for (let high = escapes.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((escapes[middle]?.to[0] ?? 0) <= unit) low = middle + 1;
      else high = middle;
    }
    const last = escapes[low - 1];
    if (last === undefined) return [unit, unit + 1];
    if (unit < last.to[1]) return last.from;
    const index = unit - last.to[1] + last.from[1];
    return [index, index + 1];
  };
  return ranges.map(([start, end]): Range => [placeOf(start)[0], placeOf(end - 1)[1]]);
}
