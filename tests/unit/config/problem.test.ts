import { packagePlace, readVersion } from '../../../lib/config/package-place';
import { describeProblem, quoteValue, type ConfigProblem } from '../../../lib/config/problem';
import { configMissing, configPresent, invalidConfig } from '../../../lib/config/faults';

const problem: ConfigProblem = {
  source: '/c.json', pointer: '/a', line: 3, column: 5, message: 'it is wrong', found: '1', allowed: '2', suggestion: '3', severity: 'error',
}; // prettier-ignore

describe('a problem in one line', () => {
  it('names its place, what was found, what is allowed and what was meant', () => {
    expect(describeProblem(problem)).toBe('/c.json:3:5 /a: it is wrong (found 1; allowed: 2), did you mean 3?');
  });

  it('leaves out what is not known', () => {
    const bare = { ...problem, pointer: '', line: null, column: null, found: '', allowed: '', suggestion: null };
    expect(describeProblem(bare)).toBe('/c.json: it is wrong');
    expect(describeProblem({ ...bare, line: 2, found: 'x' })).toBe('/c.json:2:1: it is wrong (found x)');
    expect(describeProblem({ ...bare, allowed: 'x' })).toBe('/c.json: it is wrong (allowed: x)');
  });
});

it.each([
  [[1], 'a list'],
  [{}, 'an object'],
  [null, 'null'],
  [undefined, 'nothing'],
  [true, 'true'],
  ['a"b', '"a\\"b"'],
  ['x'.repeat(58), `"${'x'.repeat(58)}"`],
  ['x'.repeat(59), `"${'x'.repeat(56)}…"`],
])('quotes %j', (value, quoted) => {
  expect(quoteValue(value)).toBe(quoted);
});

describe('the faults of the config', () => {
  it('say how many errors there are', () => {
    expect(invalidConfig({ file: 'f', first: 'x is wrong', errors: 1, problems: [] })).toMatchObject({
      message: 'x is wrong',
      exit: 502,
    });
    expect(invalidConfig({ file: 'f', first: 'x is wrong', errors: 3, problems: [] }).message).toBe(
      'x is wrong (and 2 more)',
    );
  });

  it('say what to type', () => {
    expect(configMissing({ file: '/c.json', named: '--configFile' }).fix).toBe("npx just Config.Init --file '/c.json'");
    expect(configPresent({ file: '/c.json' }).fix).toBe('npx just Config.Show');
  });
});

describe('the package', () => {
  it('lies above the room of the sources', () => {
    expect(packagePlace('/p/lib/config')).toEqual({
      root: '/p',
      tasks: '/p/tasks',
      shippedConfig: '/p/config/toolstack.config.json',
      isBuilt: false,
    });
  });

  it('lies above the compiled room', () => {
    expect(packagePlace('/p/dist/lib/config')).toMatchObject({ root: '/p', tasks: '/p/dist/tasks', isBuilt: true });
  });

  it.each([
    ['{"version": "1.2.3"}', '1.2.3'],
    ['{}', '0.0.0'],
    ['{"version": 1}', '0.0.0'],
    ['null', '0.0.0'],
  ])('has the version of its manifest: %s', (text, version) => {
    expect(readVersion(() => text, '/p')).toBe(version);
  });
});
