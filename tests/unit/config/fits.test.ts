import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JsonSchema } from '../../../lib/config/config';
import { fits } from '../../../lib/config/fits';
import { isPlain } from '../../../lib/config/merge';
import { codeFolderSchema, isPlainPath, pathSchema } from '../../../lib/config/pieces';
import { compileValidator } from '../../../lib/config/validator';
import { composed, root, validate } from './world';

it.each([
  ['the defaults', composed.defaults],
  ['an empty config', {}],
  ['the shipped config', JSON.parse(readFileSync(join(root, 'config', 'toolstack.config.json'), 'utf8'))],
])('is certain of %s', (_what, value: unknown) => {
  expect(fits(value, composed.schema)).toBe(true);
});

const text = fc.constantFrom('', '~/a', '/', '/x/../y', 'caches', 'link', 'info', 'A_B', 'a b', '🙂', 'npm/cache');
const scalar = fc.oneof(text, fc.integer({ min: -2, max: 40 }), fc.constantFrom(null, true, false, 1.5, 64, 4097));
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(text, scalar, { maxKeys: 2 }));

/** Values near a schema: mostly of its keys, mostly of its shape. */
function near(schema: unknown): fc.Arbitrary<unknown> {
  const properties = isPlain(schema) ? schema['properties'] : undefined;
  if (!isPlain(properties)) return value;
  const fields = Object.entries(properties).map(([key, inner]) => [key, near(inner)] as const);
  const known = fc.record(Object.fromEntries(fields), { requiredKeys: [] });
  return fc.oneof({ weight: 9, arbitrary: known }, { weight: 1, arbitrary: value });
}

it('is never certain of what the validator refuses', () => {
  fc.assert(
    fc.property(near(composed.schema), (config) => !fits(config, composed.schema) || validate(config)),
    { numRuns: 2000 },
  );
});

it('is certain of what the validator takes, part by part', () => {
  const { properties } = composed.schema;
  const seen = new Map<string, boolean>();
  for (const [key, schema] of Object.entries(isPlain(properties) ? properties : {})) {
    const accepts = compileValidator({ type: 'object', properties: { [key]: schema } });
    for (const sample of fc.sample(near(schema), { numRuns: 300, seed: 7 }))
      if (accepts({ [key]: sample }) && isPlain(schema)) seen.set(key, fits(sample, schema) || seen.get(key) === true);
  }
  expect([...seen].filter(([, certain]) => !certain)).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
});

it('takes for a plain path only what is one of both kinds', () => {
  const part = fc.constantFrom(
    '/',
    '~',
    '..',
    '.',
    'a',
    '\\',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    'C:',
    ' ',
    '🙂',
    '\ud800',
  );
  const patterns = [pathSchema, codeFolderSchema].map(({ pattern }) => new RegExp(String(pattern), 'u'));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      return !isPlainPath(text) || patterns.every((pattern) => pattern.test(text));
    }),
    { numRuns: 5000 },
  );
  expect(['/a', '~/a', '/a/b.c', '/C: x'].filter(isPlainPath)).toHaveLength(4);
});

it.each([
  [{ type: 'object', patternProperties: {} }, {}],
  [{ $ref: '#' }, 1],
  [{ enum: [{ a: 1 }] }, { a: 1 }],
  [{ const: [1] }, [1]],
  [{ uniqueItems: true }, [{ a: 1 }, { a: 2 }]],
  [{ type: 'number' }, Number.NaN],
  [{ minLength: 2 }, '🙂'],
  [{ properties: { a: { type: 'string' } } }, JSON.parse('{"a":1,"__proto__":1}')],
  [{ additionalProperties: false }, JSON.parse('{"__proto__":1}')],
  [{ required: ['constructor'] }, {}],
] satisfies readonly (readonly [JsonSchema, unknown])[])('leaves %j to the validator for %j', (schema, given) => {
  expect(fits(given, schema)).toBe(false);
});
