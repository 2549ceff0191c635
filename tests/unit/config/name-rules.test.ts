import { checkNames } from '../../../lib/config/name-rules';
import { composed, loadTexts, userConfig } from './world';

const check = (tools: unknown, pins: unknown = {}): readonly (readonly [string, string])[] =>
  checkNames({ tools, pins }, composed.schema).map(({ pointer, message }) => [pointer, message]);

describe.each(['pipx', 'uv'])('the tools of %s', (manager) => {
  it.each([
    ['Ruff', 'ruff'],
    ['ruff_x', 'ruff-x'],
    ['a.b', 'a-_b'],
  ])('%s and %s are one', (first, second) => {
    expect(check({ [manager]: [first, 'black', second] })).toEqual([
      [`/tools/${manager}/2`, `the name is another spelling of /tools/${manager}/0`],
    ]);
  });

  it('are spelled in the pins as in the tools', () => {
    const found = [[`/pins/${manager}/ruff`, `the name is another spelling of /tools/${manager}/1`]];
    expect(check({ [manager]: ['black', 'Ruff'] }, { [manager]: { black: '25.1.0', ruff: '0.6.9' } })).toEqual(found);
    expect(check({ [manager]: ['black', 'Ruff'] }, { [manager]: { black: '25.1.0', Ruff: '0.6.9' } })).toEqual([]);
  });

  it('have one pin each', () => {
    expect(check({}, { [manager]: { 'a-b': '1.0', 'a.b': '2.0' } })).toEqual([
      [`/pins/${manager}/a.b`, `the name is another spelling of /pins/${manager}/a-b`],
    ]);
  });

  it('are others when more than case and separators differ', () => {
    expect(check({ [manager]: ['ruff', 'ruff-x', 'ruffx'] })).toEqual([]);
  });
});

it('says every further spelling', () => {
  expect(check({ pipx: ['ruff', 'Ruff', 'RUFF'] }).map(([pointer]) => pointer)).toEqual([
    '/tools/pipx/1',
    '/tools/pipx/2',
  ]);
});

it('takes names of other managers as they are written, and the same name of two managers', () => {
  expect(check({ cargo: ['Ruff', 'ruff'], pipx: ['ruff'], uv: ['Ruff'] })).toEqual([]);
});

it('says the file, the line and the column, and takes no half of such a config', () => {
  const text = '{ "version": 1,\n  "tools": { "pipx": ["Ruff",\n    "ruff"] } }';
  const { problems, config } = loadTexts({ [userConfig]: text });
  expect(problems).toMatchObject([
    { source: userConfig, pointer: '/tools/pipx/1', line: 3, column: 5, found: '"ruff"', severity: 'error' },
  ]);
  expect(config.tools).toMatchObject({ pipx: [] });
});

it('names the variable that holds a double', () => {
  const { problems } = loadTexts({}, { env: { CLISTACK__tools__uv: '["a_b", "a-b"]' } });
  expect(problems).toMatchObject([{ source: 'CLISTACK__tools__uv', pointer: '/tools/uv/1', line: null }]);
});
