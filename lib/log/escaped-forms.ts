/** Where something stands in a text: its first sign, and the one behind its last. */
export type Range = readonly [start: number, end: number];

/*
 * A secret may be escaped in more ways than can be listed: `\u00e4`, as many programs write what is not ASCII in JSON, `&quot;` as in HTML,
 * `%2F` as in a URL, each of its signs or only some. So it is looked for where both it and the text are unescaped.
 */

/** True where signs may be escaped: most texts need not be searched for that. */
export function mayBeEscaped(text: string, secrets: readonly Bare[]): boolean {
  return (
    hasJsonOrHtml(text) || text.includes('%') || (text.includes('+') && secrets.some(({ plain }) => hasBlank(plain)))
  );
}

function hasJsonOrHtml(text: string): boolean {
  return text.includes('\\') || text.includes('&');
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

/** One sign of a URL, in as many bytes as UTF-8 has for it. */
const percents =
  /%(?:[0-7][\da-f]|[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-4](?:%[89ab][\da-f]){3})/gi;
/** Many of them at once, which takes a fraction of the time. */
const percentRuns = new RegExp(`(?:${percents.source}){1,512}`, 'gi');

function fromPercents(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    // Bytes that are no sign, in the form of one.
    return escape;
  }
}

function withoutPercents(text: string): string {
  return text.replace(percentRuns, (run) => {
    const read = fromPercents(run);
    return read === run ? run.replace(percents, fromPercents) : read;
  });
}

/** A URL in the query of a URL escapes it again. */
const urlsInUrls = 3;

/** A way to escape signs: where an escape stands, and what it stands for. */
interface Escaping {
  readonly pattern: RegExp;
  readonly read: (escape: string, ...groups: (string | undefined)[]) => string;
}

const json: Escaping = { pattern: backslashes, read: fromBackslashes };
const html: Escaping = { pattern: entities, read: fromEntities };
const url: Escaping = { pattern: percents, read: fromPercents };

/** The text without escapes. It is no text to be read: what differs in backslashes alone, or in how a line ends, is the same. */
function unescaped(text: string): string {
  return text.replace(backslashes, fromBackslashes).replace(entities, fromEntities);
}

/** A secret as it is looked for in a text without escapes. */
export interface Bare {
  readonly plain: string;
  /** Where a URL leaves the `%41` of a secret as it is, that is one of its escapes for who reads it. None for most. */
  readonly inUrl: readonly string[];
}

export function bareOf(secret: string): Bare {
  const inUrl = new Set(withoutUrls(secret).slice(1).map(unescaped));
  return { plain: unescaped(secret), inUrl: [...inUrl].filter((text) => text !== '') };
}

/** The text, and what it is when the escapes of a URL are taken from it, once and again. */
function withoutUrls(text: string): readonly string[] {
  const texts = [text];
  for (let last = text; last.includes('%') && texts.length <= urlsInUrls; texts.push(last)) {
    const next = withoutPercents(last);
    if (next === last) break;
    last = next;
  }
  return texts;
}

/** Where these secrets stand in the text, in whatever way it escapes them. */
export function escapedRanges(text: string, secrets: readonly Bare[]): readonly Range[] {
  const plain = secrets.map((secret) => secret.plain);
  const inUrl = secrets.flatMap((secret) => secret.inUrl);
  // What a secret itself has of `%41` is mostly escaped no less than its other signs, so each depth is searched.
  return withoutUrls(text).flatMap((_, depth, texts) => {
    const until = texts.slice(0, depth + 1);
    if (depth === 0) return hasJsonOrHtml(text) || text.includes('+') ? rangesAt(until, plain) : [];
    const escaped =
      inUrl.length === 0 ? [] : rangesAt(until, inUrl).filter((range) => text.slice(...range).includes('%'));
    return [...rangesAt(until, plain), ...escaped];
  });
}

/** Where they stand in the last of these texts, each the one before it without its escapes of a URL, as ranges of the first. */
function rangesAt(texts: readonly string[], secrets: readonly string[]): readonly Range[] {
  const last = texts.at(-1) ?? '';
  const half = last.replace(backslashes, fromBackslashes);
  const plain = half.replace(entities, fromEntities);
  const ranges = secrets.flatMap((secret) =>
    hasBlank(secret) ? rangesOf(withBlanks(plain), withBlanks(secret)) : rangesOf(plain, secret),
  );
  if (ranges.length === 0) return [];
  const inLast = mapBack(mapBack(ranges, half, html), last, json);
  return texts.slice(0, -1).reduceRight((places, text) => mapBack(places, text, url), inLast);
}

function hasBlank(secret: string): boolean {
  return secret.includes(' ');
}

/** In forms `+` is a blank. */
function withBlanks(text: string): string {
  return text.replaceAll('+', ' ');
}

/** Every place at which it stands; those that overlap are one. */
export function rangesOf(text: string, form: string): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) {
    const last = ranges.at(-1);
    if (last !== undefined && at < last[1]) ranges[ranges.length - 1] = [last[0], at + form.length];
    else ranges.push([at, at + form.length]);
  }
  return ranges;
}

/** Where ranges of the unescaped text lie in the text. */
function mapBack(ranges: readonly Range[], text: string, { pattern, read }: Escaping): readonly Range[] {
  /** Where each escape stands in the text, and what it stands for in the unescaped one. */
  const escapes: { readonly from: Range; readonly to: Range }[] = [];
  let gained = 0;
  for (const match of text.matchAll(pattern)) {
    const from: Range = [match.index, match.index + match[0].length];
    const start = from[0] - gained;
    const to: Range = [start, start + read(match[0], match[1], match[2], match[3]).length];
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
