import { errorsWorthSaying } from '../../../lib/config/errors-worth-saying';
import { explainError, type ExplainedError } from '../../../lib/config/explain-error';
import { nullablePath } from '../../../lib/config/shapes';
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
    tools: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$', description: 'a name alone' } },
    flag: { type: 'boolean' },
    limit: { anyOf: [{ type: 'integer', minimum: 0 }, { const: 'installed' }] },
    from: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, maxItems: 2 }] },
    group: { type: 'object', properties: { tools: {} }, required: ['tools'] },
    words: { type: 'array', items: { type: 'string', minLength: 1 } },
  },
};
const validate = compileValidator(schema);

function explain(value: unknown): readonly ExplainedError[] {
  validate(value);
  return errorsWorthSaying(validate.errors ?? []).map((error) => explainError(error));
}

describe('an unknown key', () => {
  it('is told with the keys that there are and the one that was meant', () => {
    expect(explain({ levl: 1 })).toEqual([
      {
        pointer: '/levl',
        message: 'the key "levl" is unknown',
        found: '"levl"',
        allowed: 'version, level, days, dir, name, names, set, tools, flag, limit, from, group, words',
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
      {
        pointer: '/days',
        message: 'the value has the wrong type',
        found: '"x"',
        allowed: 'a whole number',
        suggestion: null,
      },
    ],
    [
      'that was written as a number',
      { name: 1.1 },
      {
        message: 'the value is a number and has to be a text',
        found: '1.1',
        allowed: 'a text in quotes',
        suggestion: '"1.1"',
      },
    ],
    ['that may have two kinds', { dir: 1 }, { message: 'the value has the wrong type', allowed: 'a text or null' }],
    ['that is a list', { days: [1] }, { found: 'a list' }],
    ['that is an object', { days: { a: 1 } }, { found: 'an object' }],
    ['that is no path', { dir: 'x' }, { message: 'the value is no path that can be managed' }],
    ['too small', { days: 3 }, { found: '3', allowed: 'at least 14, at most 30', suggestion: null }],
    ['too large', { days: 31 }, { found: '31', allowed: 'at least 14, at most 30' }],
    ['too short', { name: 'a' }, { found: '"a"', allowed: 'at least 2 characters' }],
    [
      'twice in a list',
      { names: ['b', 'b'] },
      {
        pointer: '/names/1',
        message: 'the entry stands in the list already, as number 1',
        found: '"b"',
        allowed: 'no entry twice',
      },
    ],
    [
      'too many',
      { names: ['a', 'b', 'c'] },
      { message: 'the list is too long', allowed: 'at most 2 entries, no entry twice' },
    ],
    ['of nothing', { words: [''] }, { pointer: '/words/0', message: 'the value is empty', allowed: 'not empty' }],
    ['in quotes that has to be a number', { days: '20' }, { allowed: 'a whole number', suggestion: '20' }],
    ['in quotes that has to be a fraction', { days: '2.5' }, { suggestion: null }],
    ['in quotes that has to be true or false', { flag: 'True' }, { allowed: 'true or false', suggestion: 'true' }],
    ['that has to be a list of it', { names: 'a' }, { allowed: 'a list', suggestion: '["a"]' }],
    ['that has to be an object', { set: ['A'] }, { found: 'a list', allowed: 'an object' }],
    [
      'of no kind that may be chosen',
      { limit: 'x' },
      { message: 'the value is none of those allowed', allowed: 'a whole number, at least 0, or "installed"' },
    ],
    ['beyond one of the kinds', { limit: -1 }, { found: '-1', allowed: 'a whole number, at least 0, or "installed"' }],
    ['that is too much of one kind', { from: ['a', 'b', 'c'] }, { allowed: 'a text, or a list, at most 2 entries' }],
    ['in a list of one of the kinds', { from: ['a', 1] }, { pointer: '/from/1', suggestion: '"1"' }],
    [
      'that lacks a key',
      { group: {} },
      { pointer: '/group', message: 'the key "tools" is missing', found: 'an object', allowed: '' },
    ],
    [
      'that has a version with it',
      { tools: ['alpha@1.0.0'] },
      { message: 'the value has not the form it needs', allowed: 'a name alone', suggestion: 'alpha' },
    ],
    ['in capitals', { tools: [' Alpha '] }, { suggestion: 'alpha' }],
    ['far from its form', { tools: ['%'] }, { suggestion: null }],
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
  expect(explain({ set: { 'LO ': 'x' } })).toEqual([
    {
      pointer: '/set/LO ',
      message: 'the name "LO " is not allowed here',
      found: '"LO "',
      allowed: '^[A-Z]+$',
      suggestion: 'LO',
      atKey: true,
    },
  ]);
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
