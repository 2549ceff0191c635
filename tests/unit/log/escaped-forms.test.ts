import { inspect } from 'node:util';
import fc from 'fast-check';
import { createRedactor, type Redactor } from '../../../lib/log/redactor';

const redactorOf = (...secrets: readonly string[]): Redactor => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
};
const units = (text: string, escapes: (unit: string) => boolean, digits: (hex: string) => string): string =>
  text.replaceAll(/[^]/g, (unit) =>
    escapes(unit) ? `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}` : unit,
  );
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const small = (hex: string): string => hex;
const large = (hex: string): string => hex.toUpperCase();
const isForeign = (unit: string): boolean => !/[ -~]/.test(unit);
const entities = (text: string, names: Readonly<Record<string, string>>): string =>
  text.replaceAll(/[&<>"']/g, (sign) => names[sign] ?? sign);

/** The signs that `keeps` does not know are escaped, byte by byte. */
const url = (text: string, keeps: RegExp, digits: (hex: string) => string): string =>
  text.replaceAll(/[^]/gu, (sign) =>
    keeps.test(sign)
      ? sign
      : Buffer.from(sign)
          .toString('hex')
          .replaceAll(/../g, (hex) => `%${digits(hex)}`),
  );

/** Secrets as they come, one line, and no part of the mask itself. */
const secrets = fc
  .oneof(
    fc.string({ minLength: 4, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('&', '"', "'", '<', '>', '\\', '/', '%', '+', ' ', '=', 'u', '0', 'ä', '€', '😀'), minLength: 4, maxLength: 12 }),
  )
  .filter((text) => !/[[\]\r\n]|\p{Surrogate}/u.test(text) && !'[secret]'.includes(text) && text.replaceAll('\\', '').length >= 4); // prettier-ignore

const forms: readonly (readonly [string, (secret: string) => string])[] = [
  ["JSON as Python's json.dumps writes it", (secret) => units(json(secret), isForeign, small)],
  ['the same with large digits', (secret) => units(json(secret), isForeign, large)],
  ['JSON as Go writes it', (secret) => units(json(secret), (unit) => '&<>\u2028\u2029'.includes(unit), small)],
  ['JSON as PHP writes it', (secret) => units(json(secret).replaceAll('/', '\\/'), isForeign, small)],
  ['JSON as .NET writes it', (secret) => units(secret, (unit) => isForeign(unit) || `&<>"'\`+\\`.includes(unit), large)],
  ['every sign escaped', (secret) => units(secret, () => true, small)],
  ['its first sign escaped', (secret) => units(secret.slice(0, 1), () => true, small) + json(secret.slice(1))],
  ['such JSON in JSON', (secret) => json(units(json(secret), isForeign, small))],
  ['HTML with names', (secret) => entities(secret, { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })],
  ['HTML with numbers', (secret) => entities(secret, { '&': '&#38;', '<': '&#60;', '>': '&#62;', '"': '&#34;', "'": '&#039;' })],
  ['HTML with hexadecimal numbers', (secret) => entities(secret, { '&': '&#x26;', '<': '&#x3C;', '>': '&#x3e;', '"': '&#x22;', "'": '&#x27;' })],
  ['HTML of a text', (secret) => entities(secret, { '&': '&amp;', '<': '&lt;', '>': '&gt;' })],
  ['HTML of an attribute in JSON', (secret) => json(entities(secret, { '&': '&amp;', '"': '&quot;' }))],
  ['XML for ASCII', (secret) => entities(secret, { '&': '&amp;', '<': '&lt;' }).replaceAll(/[^ -~]/gu, (sign) => `&#${sign.codePointAt(0)};`)],
  ['a text as the console shows it', (secret) => inspect({ secret: `${secret}'"\`` })],
  ['quoted for a shell by printf', (secret) => secret.replaceAll(/[^\w/.\u0080-\u{10ffff}]/gu, '\\$&')],
  ['JSON three times over', (secret) => json(json(json(secret)))],
  ['the password of a URL as WHATWG has it', (secret) => Object.assign(new URL('https://u@h'), { password: secret }).password],
  ['a URL as RFC 3986 has it', (secret) => url(secret, /[\w.~-]/, large)],
  ["a URL as Python's quote writes it", (secret) => url(secret, /[\w.~/-]/, large)],
  ['a form that keeps its quotes', (secret) => encodeURIComponent(secret).replaceAll('%20', '+')],
  ['a URL with every sign escaped', (secret) => url(secret, /^$/, small)],
  ['the same with large digits', (secret) => url(secret, /^$/, large)],
  ['a URL with its first sign escaped', (secret) => secret.replace(/^[^]/u, (sign) => url(sign, /^$/, small))],
  ['a URL in a URL', (secret) => encodeURIComponent(url(secret, /[\w.~/-]/, large))],
  ['a URL in an attribute', (secret) => url(secret, /[\w.~&+-]/, large).replaceAll('&', '&amp;')],
  ['a Buffer as JSON', (secret) => JSON.stringify({ token: Buffer.from(secret) })],
  ['a Buffer as JSON in lines', (secret) => JSON.stringify({ token: Buffer.from(secret) }, null, 2)],
  ['a Buffer in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ token: Buffer.from(secret) }, null, 2))],
  ['a Buffer as the console shows it', (secret) => `<Buffer ${Buffer.from(secret).toString('hex').replaceAll(/..(?!$)/g, '$& ')}>`],
]; // prettier-ignore

describe('no form of a secret survives that escapes some of its signs', () => {
  it.each(forms)('%s', (_, encode) => {
    fc.assert(
      fc.property(secrets, secrets, (secret, other) => {
        const form = encode(secret);
        const redactor = redactorOf(secret);
        expect(redactor.text(`say ${form}, so`)).toMatch(/\[secret\]/);
        expect(redactor.text(`say ${form}, so`)).not.toContain(form);
        expect(redactor.found(form)).not.toEqual([]);
        // As it stands in a line of the log.
        expect(redactor.isClean(JSON.stringify({ msg: form }))).toBe(false);
        // A second secret, which may be a part of the first, takes nothing of that away.
        expect(redactorOf(secret, other, secret.slice(0, 4)).text(form)).not.toContain(form);
      }),
    );
  });

  it('when one secret is part of another', () => {
    for (const order of [['pass', 'pass|ä|word'], ['pass|ä|word', 'pass']])
      expect(redactorOf(...order).text('my pass|\\u00e4|word, my pass')).toBe('my [secret], my [secret]');
  }); // prettier-ignore
});

describe('bytes in plain data', () => {
  const { value } = redactorOf('hunter2');
  const bytes = Buffer.from('is hunter2');

  it.each([
    ['a Buffer', bytes],
    ['an Uint8Array', new Uint8Array(bytes)],
    ['a list of numbers', [...bytes]],
    ['what JSON makes of a Buffer', bytes.toJSON()],
  ])('%s is masked when it holds a secret', (_, raw) => {
    const text = JSON.stringify(value({ raw }));
    expect(text).toContain('[secret]');
    expect(text).not.toContain('104');
  });

  it('are left alone when they hold none', () => {
    const raw = { a: Buffer.from('nothing'), b: [104, 117, 110], c: [...bytes, 256], d: [1.5, 2, 3, 4], e: [...bytes, 'x'] };
    expect(JSON.stringify(value(raw))).toBe(JSON.stringify(raw));
  }); // prettier-ignore
});

it.each([
  [`a'b"c\`d`, inspect({ s: `a'b"c\`d` }), "{ s: '[secret]' }"],
  ["it's a pass", "it\\'s\\ a\\ pass", '[secret]'],
  ['k9/xZ+Qq7/T0pLw==', 'https://u:k9%2FxZ+Qq7%2FT0pLw%3D%3D@h/', 'https://u:[secret]@h/'],
  ["it's a pass", new URL("https://h/x?q=it's a pass&r=1").href, 'https://h/x?q=[secret]&r=1'],
  ["it's a pass", "q=it's+a+pass", 'q=[secret]'],
  ['a/%41b', 'https://u:a%2F%41b@h/?a/Ab', 'https://u:[secret]@h/?a/Ab'],
  ['50%41x', '%35%30%25%34%31%78 and 50%2541x', '[secret] and [secret]'],
])('%s is masked in %s', (secret, text, masked) => {
  expect(redactorOf(secret).text(text)).toBe(masked);
});

describe('what only looks like it', () => {
  const redactor = redactorOf('1234', 'a&bc');

  it.each([
    '%31%32%33',
    '100%1%34',
    '\\u0031\\u0032\\u0033',
    'a&bd',
    '&amp;bc',
    'Buffer 131 32 33 34',
    `Buffer [149,50,51,52]`,
  ])('stays as it is: %s', (text) => {
    expect(redactor.text(text)).toBe(text);
    expect(redactor.isClean(JSON.stringify(text))).toBe(true);
  });

  it('a Buffer that holds something else, as the console shows it', () => {
    const text = inspect({ buffer: Buffer.from('nothing of it') });
    expect(redactor.text(text)).toBe(text);
  });
});

it('a secret as long as a file of keys is found as well, and texts with many backslashes take no time', () => {
  const long = `${'é"\\/&'.repeat(4000)}end`;
  const redactor = redactorOf(long, '\\\\\\\\x\\\\\\\\');
  expect(redactor.text(`x ${units(json(long), isForeign, small)} y`)).toBe('x [secret] y');
  expect(redactor.text(JSON.stringify(Buffer.from(long)))).toBe('{"type":"Buffer","data":[[secret]]}');
  const slashes = `\\u0041${'\\'.repeat(20_000)}&`;
  expect(redactor.text(slashes)).toContain('\\u0041');
  const signs = '%41'.repeat(350_000);
  expect(redactor.text(signs)).toBe(signs);
});
