import { explainError, type ExplainedError } from '../../../lib/config/explain-error';
import { nullablePath } from '../../../lib/config/pieces';
import { escapePointer } from '../../../lib/config/pointer';
import { compileValidator } from '../../../lib/config/validator';

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    level: { enum: ['error', 'warn'] },
    days: { type: 'integer', minimum: 14, maximum: 30 },
    dir: nullablePath,
    name: { type: 'string', minLength: 2 },
    names: { type: 'array', items: { type: 'string' }, uniqueItems: true, maxItems: 2 },
    set: { type: 'object', propertyNames: { pattern: '^[A-Z]+$' } },
  },
};
const validate = compileValidator(schema);

function explain(value: unknown): readonly ExplainedError[] {
  validate(value);
  return (validate.errors ?? []).map(explainError);
}

describe('an unknown key', () => {
  it('is told with the keys that there are and the one that was meant', () => {
    expect(explain({ levl: 1 })).toEqual([
      {
        pointer: '/levl',
        message: 'the key "levl" is unknown',
        found: '"levl"',
        allowed: 'version, level, days, dir, name, names, set',
        suggestion: 'level',
        atKey: true,
      },
    ]);
  });

  it('is told without a suggestion when none is near', () => {
    expect(explain({ zzzzzzzz: 1 })).toMatchObject([{ suggestion: null }]);
  });

  it('is escaped in the pointer', () => {
    expect(explain({ 'a/b~c': 1 })).toMatchObject([{ pointer: '/a~1b~0c' }]);
  });
});

describe('a value', () => {
  it.each([
    [
      'of another kind',
      { days: 'x' },
      { pointer: '/days', message: 'the value has the wrong type', found: '"x"', allowed: 'integer' },
    ],
    [
      'that was written as a number',
      { name: 1.1 },
      { message: 'the value is a number and has to be a text', found: '1.1', allowed: 'a text in quotes: "1.10"' },
    ],
    ['that may have two kinds', { dir: 1 }, { message: 'the value has the wrong type', allowed: 'string or null' }],
    ['that is a list', { days: [1] }, { found: 'a list' }],
    ['that is an object', { days: { a: 1 } }, { found: 'an object' }],
    ['that is no path', { dir: 'x' }, { message: 'the value is no path that can be managed' }],
    ['too small', { days: 3 }, { found: '3', allowed: 'at least 14, at most 30', suggestion: null }],
    ['too large', { days: 31 }, { found: '31', allowed: 'at least 14, at most 30' }],
    ['too short', { name: 'a' }, { found: '"a"', allowed: 'at least 2 characters' }],
    ['twice in a list', { names: ['a', 'a'] }, { found: 'a list', allowed: 'at most 2 entries, no entry twice' }],
    ['too many', { names: ['a', 'b', 'c'] }, { allowed: 'at most 2 entries, no entry twice' }],
    [
      'that has to be another',
      { version: 2 },
      { message: 'the value is another than the one allowed', found: '2', allowed: '1' },
    ],
    [
      'near to an allowed one',
      { level: 'warm' },
      { message: 'the value is not one of those allowed', allowed: 'error, warn', suggestion: 'warn' },
    ],
    ['far from all allowed ones', { level: 'completely' }, { suggestion: null }],
    ['that is not even a text', { level: 7 }, { found: '7', suggestion: null }],
  ])('%s', (_name, value, expected) => {
    expect(explain(value)).toMatchObject([{ ...expected, atKey: false }]);
  });

  it('that is long is cut', () => {
    const [{ found } = { found: '' }] = explain({ days: 'x'.repeat(100) });
    expect(found).toBe(`"${'x'.repeat(56)}…"`);
  });
});

it('says of a bad name in a free object that it is the name', () => {
  const messages = explain({ set: { low: 'x' } }).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.join()).not.toContain('path');
});

it('has words for an error without any', () => {
  const bare = { keyword: 'other', instancePath: '', schemaPath: '', params: {} };
  expect(explainError(bare)).toMatchObject({ message: 'the value is not allowed', found: 'nothing', allowed: '' });
});

it('has words for errors that lack their parameters', () => {
  const bare = { instancePath: '', schemaPath: '', params: {} };
  expect(explainError({ ...bare, keyword: 'enum', data: 'x' })).toMatchObject({ allowed: '', suggestion: null });
  expect(explainError({ ...bare, keyword: 'additionalProperties' })).toMatchObject({ allowed: '' });
});

it.each([
  ['a', 'a'],
  ['a/b', 'a~1b'],
  ['~1', '~01'],
])('escapes %s in a pointer', (key, escaped) => {
  expect(escapePointer(key)).toBe(escaped);
});
