import { readOverrides } from '../../../lib/config/environment-overrides';
import { loadTexts, composed } from './world';

const read = (env: Readonly<Record<string, string>>): ReturnType<typeof readOverrides> => readOverrides(env, composed);
const values = (env: Readonly<Record<string, string>>): readonly unknown[] =>
  read(env).overrides.map(({ value }) => value);

describe('a variable of ours', () => {
  it.each([
    ['a number', 'CLISTACK__logs__keepDays', '20', { logs: { keepDays: 20 } }],
    ['a number with a fraction', 'CLISTACK__quarantine__maxGigabytes', '0.5', { quarantine: { maxGigabytes: 0.5 } }],
    ['a text', 'CLISTACK__logs__level', 'debug', { logs: { level: 'debug' } }],
    ['keys in capitals', 'CLISTACK__LOGS__KEEPDAYS', '20', { logs: { keepDays: 20 } }],
    ['null', 'CLISTACK__reports__dir', 'null', { reports: { dir: null } }],
    ['a path', 'CLISTACK__reports__dir', '~/r', { reports: { dir: '~/r' } }],
    ['a list with commas', 'CLISTACK__workspaces', '~/a, ~/b', { workspaces: ['~/a', '~/b'] }],
    ['a list of one', 'CLISTACK__taskFolders', '/t', { taskFolders: ['/t'] }],
    ['an empty list', 'CLISTACK__taskFolders', '', { taskFolders: [] }],
    ['a list as JSON', 'CLISTACK__workspaces', ' ["~/a,b"]', { workspaces: ['~/a,b'] }],
    ['an object as JSON', 'CLISTACK__logs', '{"keepDays": 20}', { logs: { keepDays: 20 } }],
    [
      'a free key, whose case stays',
      'CLISTACK__centralize__set__Go_Flags',
      '-v',
      { centralize: { set: { Go_Flags: '-v' } } },
    ],
    ['a text that looks like a number', 'CLISTACK__centralize__set__A', '1.10', { centralize: { set: { A: '1.10' } } }],
    ['three keys', 'CLISTACK__quarantine__ttlDays__cache', '3', { quarantine: { ttlDays: { cache: 3 } } }],
  ])('holds %s', (_name, variable, text, expected) => {
    expect(read({ [variable]: text })).toEqual({ overrides: [{ variable, value: expected }], problems: [] });
  });

  it('keeps what does not fit as the text it is, for the validator to refuse', () => {
    expect(values({ CLISTACK__logs__keepDays: 'many' })).toEqual([{ logs: { keepDays: 'many' } }]);
    expect(values({ CLISTACK__logs__keepDays: ' ' })).toEqual([{ logs: { keepDays: ' ' } }]);
    expect(values({ CLISTACK__logs__keepDays: 'Infinity' })).toEqual([{ logs: { keepDays: 'Infinity' } }]);
    expect(values({ CLISTACK__logs: '{keepDays' })).toEqual([{ logs: '{keepDays' }]);
  });

  it('reads true and false where a boolean is wanted only', () => {
    const schema = { properties: { on: { type: 'boolean' }, name: { type: 'string' } } };
    const { overrides } = readOverrides(
      { CLISTACK__on: 'true', CLISTACK__name: 'true', CLISTACK__ON: 'yes' },
      { schema },
    );
    expect(overrides.map(({ value }) => value)).toEqual([{ on: 'yes' }, { name: 'true' }, { on: true }]);
  });
});

it('takes no notice of other variables', () => {
  expect(read({ PATH: '/bin', CLISTACK_CONFIG: 'x', CLISTACK_CORR_ID: 'y', XCLISTACK__logs: 'z' })).toEqual({
    overrides: [],
    problems: [],
  });
});

it('goes through the variables by name, so that two runs agree', () => {
  const { overrides } = read({ CLISTACK__taskFolders: '/t', CLISTACK__logs__level: 'warn' });
  expect(overrides.map(({ variable }) => variable)).toEqual(['CLISTACK__logs__level', 'CLISTACK__taskFolders']);
});

describe('an unknown key', () => {
  it('is told with the name of the variable and the key that was meant', () => {
    expect(read({ CLISTACK__logs__keepDay: '20' }).problems).toEqual([
      expect.objectContaining({
        source: 'CLISTACK__logs__keepDay',
        message: 'the variable names no key of the config',
        found: 'keepDay',
        suggestion: 'keepDays',
        line: null,
        severity: 'error',
      }),
    ]);
  });

  it('is told without a suggestion when nothing is near', () => {
    expect(read({ CLISTACK__zzzzzzzzzzzz: '1' }).problems).toMatchObject([{ found: 'zzzzzzzzzzzz', suggestion: null }]);
  });

  it('may be one too many below a value', () => {
    expect(read({ CLISTACK__logs__level__x: '1' }).problems).toMatchObject([{ found: 'x', allowed: '' }]);
  });

  it('may be empty', () => {
    expect(read({ CLISTACK__: '1' }).problems).toHaveLength(1);
  });
});

describe('in the loaded config', () => {
  it('a value of the wrong type is told with the name of its variable', () => {
    const { problems } = loadTexts({}, { env: { CLISTACK__logs__keepDays: 'many' } });
    expect(problems).toMatchObject([
      {
        source: 'CLISTACK__logs__keepDays',
        pointer: '/logs/keepDays',
        line: null,
        column: null,
        found: '"many"',
        allowed: 'a whole number',
      },
    ]);
  });

  it('a value out of range is told with what is allowed', () => {
    const { problems } = loadTexts({}, { env: { CLISTACK__logs__keepDays: '3' } });
    expect(problems).toMatchObject([
      { source: 'CLISTACK__logs__keepDays', found: '3', allowed: 'at least 14, at most 30' },
    ]);
  });

  it('a key of an object given as JSON is checked like any other', () => {
    const { problems } = loadTexts({}, { env: { CLISTACK__logs: '{"keepDay": 20, "__proto__": {}}' } });
    expect(problems.map(({ pointer }) => pointer).sort()).toEqual(['/logs/__proto__', '/logs/keepDay']);
  });

  it('a variable wins over the file and is named as the source', () => {
    const { config, sources } = loadTexts(
      { '/c.json': '{"logs": {"keepDays": 15, "level": "warn"}}' },
      { env: { CLISTACK__logs__keepDays: '20' } },
      '/c.json',
    );
    expect(config.logs).toMatchObject({ keepDays: 20, level: 'warn' });
    expect(sources.get('/logs/keepDays')).toBe('CLISTACK__logs__keepDays');
    expect(sources.get('/logs/level')).toBe('/c.json');
  });

  it('a variable cannot extend the config: a file that nobody reads must not look as if it were', () => {
    const { problems } = loadTexts({}, { env: { CLISTACK__extends: '/base.json' } });
    expect(problems).toHaveLength(1);
  });

  it('a value nested 20,000 levels is a problem and no crash', () => {
    const env = { CLISTACK__logs: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` };
    expect(loadTexts({}, { env }).problems.length).toBeGreaterThan(0);
  });
});
