import type { Range } from './escaped-forms';

/** True where the bytes of a Buffer may stand, as JSON or as the console shows them. */
export function mayShowBytes(text: string): boolean {
  return text.includes('Buffer');
}

/** Also in lines of their own, and those as JSON in JSON. */
const lists =
  /(?<!\d)(?:\d{1,3}(?:\s|\\{1,8}[nrt])*,(?:\s|\\{1,8}[nrt])*){3,}\d{1,3}(?!\d)|(?<![\da-f])(?:[\da-f]{2} ){3,}[\da-f]{2}(?![\da-f])/g;

/** The lists of bytes of which `isSecret` is the text. The whole list: what stands in it beside a secret nobody reads. */
export function byteRanges(text: string, isSecret: (said: string) => boolean): readonly Range[] {
  return [...text.matchAll(lists)].flatMap((match): readonly Range[] => {
    const [list] = match;
    const said = list.includes(',')
      ? Buffer.from((list.match(/\d+/g) ?? []).map(Number))
      : Buffer.from(list.replaceAll(' ', ''), 'hex');
    return isSecret(said.toString('utf8')) ? [[match.index, match.index + list.length]] : [];
  });
}

/** A list of numbers may be the bytes of a text, as JSON makes them of a Buffer. */
export function isBytes(raw: object): raw is Uint8Array | readonly number[] {
  if (raw instanceof Uint8Array) return true;
  if (!Array.isArray(raw) || raw.length < 4 || typeof raw[0] !== 'number') return false;
  return raw.every((item: unknown) => typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 256);
}
