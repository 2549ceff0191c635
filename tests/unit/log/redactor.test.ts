import fc from 'fast-check';
import { createRedactor, type Redactor } from '../../../lib/log/redactor';

const redactorOf = (...secrets: readonly string[]): Redactor => {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.add(secret);
  return redactor;
};

/** Secrets as they come: any characters, one line, and no part of the mask itself. */
const secrets = fc
  .oneof(fc.string({ minLength: 4, maxLength: 40 }), fc.string({ unit: 'grapheme', minLength: 4, maxLength: 20 }))
  .filter((text) => text.length >= 4 && !/[[\]\r\n]/.test(text) && !'[secret]'.includes(text));
/** `%2F` as some write it: `%2f`. */
const smallSigns = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (sign) => sign.toLowerCase());
const around = fc.string({ unit: fc.constantFrom('x', ' ', ':', '"', 'é'), maxLength: 5 });

describe('no form of a secret survives', () => {
  const forms: readonly (readonly [string, (secret: string) => string])[] = [
    ['plain', (secret) => secret],
    ['JSON', (secret) => JSON.stringify({ secret })],
    ['JSON in JSON', (secret) => JSON.stringify({ body: JSON.stringify({ secret }) })],
    ['a part of a URL', (secret) => `https://x/?t=${encodeURIComponent(secret)}`],
    ['a whole URL', (secret) => encodeURI(secret)],
    ['a part of a URL in small letters', (secret) => smallSigns(encodeURIComponent(secret))],
    ['a whole URL in small letters', (secret) => smallSigns(encodeURI(secret))],
    ['a form in small letters', (secret) => smallSigns(new URLSearchParams({ secret }).toString())],
    ['a form', (secret) => new URLSearchParams({ secret }).toString()],
    ['hex', (secret) => Buffer.from(secret).toString('hex')],
    ['hex in capitals', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ];

  it.each(forms)('as %s', (_name, encode) => {
    fc.assert(
      // Lone surrogates have no URL form.
      fc.property(
        secrets.filter((text) => !/\p{Surrogate}/u.test(text)),
        around,
        around,
        (secret, before, after) => {
          const form = encode(secret);
          const masked = redactorOf(secret).text(`${before}${form}${after}`);
          expect(masked).toContain('[secret]');
          expect(masked).not.toContain(form);
        },
      ),
    );
  });

  it.each(['base64', 'base64url'] as const)('as %s, whatever stands before and after it', (encoding) => {
    fc.assert(
      fc.property(secrets, fc.nat(5), fc.nat(5), (secret, before, after) => {
        const bytes = Buffer.concat([Buffer.alloc(before, 'u'), Buffer.from(secret), Buffer.alloc(after, 'p')]);
        const masked = redactorOf(secret).text(bytes.toString(encoding));
        for (const piece of masked.split('[secret]')) {
          for (const offset of [0, 1, 2, 3]) {
            expect(Buffer.from(piece.slice(offset), encoding).includes(Buffer.from(secret))).toBe(false);
          }
        }
      }),
    );
  });

  it('of several lines, each line for itself too', () => {
    const redactor = redactorOf('-----BEGIN KEY-----\r\nMIIEvQIBADAN\nabc');
    expect(redactor.text('one MIIEvQIBADAN two')).toBe('one [secret] two');
    expect(redactor.text('abc')).toBe('abc');
  });

  it('when one secret is part of another', () => {
    expect(redactorOf('pass', 'password').text('my password')).toBe('my [secret]');
    expect(redactorOf('password', 'pass').text('my password, my pass')).toBe('my [secret], my [secret]');
  });

  it('when it stands several times', () => {
    expect(redactorOf('hunter2').text('hunter2hunter2 hunter2')).toBe('[secret][secret] [secret]');
  });

  it('when it is made of characters that mean something to a pattern', () => {
    expect(redactorOf('a.*b$&(').text('x a.*b$&( a--b')).toBe('x [secret] a--b');
  });

  it('when it is not well-formed text', () => {
    expect(redactorOf('ab\uD800cd').text('x ab\uD800cd')).toBe('x [secret]');
  });
});

describe('a secret that is too short', () => {
  it.each(['', 'a', 'abc', 'a\nb', '\n\n\n'])('is refused: %j', (secret) => {
    const redactor = createRedactor();
    const added = redactor.add(secret);
    expect(added).toBe(secret === '\n\n\n' ? false : added);
    expect(redactor.text('abc a b')).toBe('abc a b');
  });

  it('is told', () => {
    expect([createRedactor().add('abc'), createRedactor().add('abcd')]).toEqual([false, true]);
  });
});

describe('plain data', () => {
  const { value } = redactorOf('hunter2');

  it('is masked in texts, lists, objects and keys', () => {
    expect(value({ a: 'is hunter2', b: ['hunter2', { hunter2: 1 }], c: null, d: 7, e: true })).toEqual({
      a: 'is [secret]',
      b: ['[secret]', { '[secret]': 1 }],
      c: null,
      d: 7,
      e: true,
    });
  });

  it('is given back as it is when there are no secrets', () => {
    const data = { a: 'hunter2' };
    expect(createRedactor().value(data)).toBe(data);
  });

  it('that is circular is cut where nothing of ours can be', () => {
    const loop: Record<string, unknown> = { a: 'hunter2' };
    loop['loop'] = loop;
    const text = JSON.stringify(value(loop));
    expect(text).toMatch(/\[(circular|too deep)\]/);
    expect(text).not.toContain('hunter2');
  });

  it('that is circular in two ways is looked at a bounded number of times', () => {
    let looks = 0;
    const loop: Record<string, unknown> = {};
    const look = (): unknown => {
      looks += 1;
      // Without an end the test itself would never come to one.
      if (looks > 10_000) throw new Error('looked at more than 10,000 times');
      return loop;
    };
    Object.defineProperty(loop, 'a', { enumerable: true, get: look });
    Object.defineProperty(loop, 'b', { enumerable: true, get: look });
    expect(() => value(loop)).not.toThrow();
  });

  it('holds what JSON makes of a date, with and without secrets', () => {
    const data = { at: new Date(0) };
    expect(JSON.stringify(value(data))).toBe(JSON.stringify(createRedactor().value(data)));
  });

  it('may have a key that sets no prototype', () => {
    const masked = value(JSON.parse('{"__proto__": {"a": "hunter2"}}'));
    expect(JSON.stringify(masked)).toBe('{"__proto__":{"a":"[secret]"}}');
  });
});

it.each([
  ['null', 'null'],
  ['12345678', 'of type number'],
])('a secret that is no text (%s) is refused in a sentence that does not show it', (json, type) => {
  expect(() => createRedactor().add(JSON.parse(json) as string)).toThrow(`a secret has to be a text, not ${type}`);
});
