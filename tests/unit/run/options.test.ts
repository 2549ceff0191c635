import { buildGraph } from '../../../lib/kernel/graph';
import type { OptionSchema } from '../../../lib/kernel/task';
import type { Task } from '../../../lib/run/define-task';
import { readDuration } from '../../../lib/run/duration';
import { readLine } from '../../../lib/run/line';
import { allowedText, readOptionValue } from '../../../lib/run/option-values';
import { assignOptions, type TaskOptions } from '../../../lib/run/task-options';
import { faultWith } from '../config/world';

const schema = (over: Partial<OptionSchema>): OptionSchema => ({ type: 'string', describe: 'd', ...over });

describe('a value', () => {
  it.each([
    ['a text', schema({}), ['1.10'], '1.10'],
    ['an empty text', schema({}), [''], ''],
    ['the last of several', schema({}), ['a', 'b'], 'b'],
    ['a number', schema({ type: 'number' }), ['1.5'], 1.5],
    ['a whole number', schema({ type: 'integer', minimum: -5 }), ['-5'], -5],
    ['true', schema({ type: 'boolean' }), ['true'], true],
    ['false', schema({ type: 'boolean' }), ['false'], false],
    ['texts', schema({ type: 'array' }), ['a', 'b'], ['a', 'b']],
    ['one of a list', schema({ enum: ['a', 'b'] }), ['b'], 'b'],
    ['of a form', schema({ pattern: '^\\d+$' }), ['12'], '12'],
  ])('is %s', (_name, option, texts, value) => {
    expect(readOptionValue('--x', option, texts)).toEqual(value);
  });

  it.each([
    ['no number', schema({ type: 'number' }), 'x', 'a number'],
    ['an empty number', schema({ type: 'number' }), ' ', 'a number'],
    ['endless', schema({ type: 'number' }), 'Infinity', 'a number'],
    [
      'too large to be kept',
      schema({ type: 'integer' }),
      '9007199254740993',
      'a whole number from -9007199254740991 to 9007199254740991',
    ],
    ['a fraction', schema({ type: 'integer' }), '1.5', 'a whole number'],
    ['too small', schema({ type: 'integer', minimum: 2 }), '1', 'a whole number, at least 2'],
    ['too large', schema({ type: 'number', maximum: 2 }), '3', 'a number, at most 2'],
    ['neither true nor false', schema({ type: 'boolean' }), 'yes', 'true or false'],
    ['none of the list', schema({ enum: ['a', 'b'] }), 'c', 'one of a, b'],
    ['not of the form', schema({ pattern: '^\\d+$' }), 'x', 'a text, of the form ^\\d+$'],
    ['a bad item', schema({ type: 'array', enum: ['a'] }), 'b', 'one of a'],
  ])('that is %s is refused', (_name, option, text, allowed) => {
    expect(() => readOptionValue('--x', option, [text])).toThrow(
      faultWith({ code: 'RUN004', exit: 501, data: { flag: '--x', found: text, allowed } }),
    );
  });

  it('that is missing is an empty text', () => {
    expect(readOptionValue('--x', schema({}), [])).toBe('');
  });

  it('may be described as texts', () => {
    expect(allowedText(schema({ type: 'array' }))).toBe('texts');
  });
});

describe('a time', () => {
  it.each([
    ['60s', 60_000],
    ['500ms', 500],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['7', 7000],
    ['1.5s', 1500],
    [' 2s ', 2000],
    ['0', 0],
  ])('is read: %s', (text, ms) => {
    expect(readDuration('--wait', text)).toBe(ms);
  });

  it.each(['', 'x', '5d', '-1s', '1 s', '1s2', 's', '1e3'])('is refused: "%s"', (text) => {
    expect(() => readDuration('--wait', text)).toThrow(faultWith({ code: 'RUN004', exit: 501 }));
  });
});

it('says which value of a list was meant', () => {
  expect(() => readOptionValue('--format', schema({ enum: ['mermaid', 'dot'] }), ['mermade'])).toThrow(
    faultWith({
      code: 'RUN004',
      message: "--format cannot be 'mermade': it takes one of mermaid, dot, did you mean mermaid?",
    }),
  );
});

describe('the options of the tasks of a graph', () => {
  const run = (): null => null;
  const tool = schema({ default: 'git' });
  const specs: readonly Task[] = [
    { name: 'All', summary: 's', deps: ['Pin.Sync', 'Pin.Show'] },
    { name: 'Pin.Sync', summary: 's', run, options: { tool, all: schema({ type: 'boolean' }) } },
    { name: 'Pin.Show', summary: 's', run, options: { tool } },
    { name: 'Pin.Alone', summary: 's', run, options: { lone: schema({}) } },
    { name: 'Aa', summary: 's', run, options: { mode: schema({ type: 'boolean' }) } },
    { name: 'Bb', summary: 's', run, options: { mode: schema({}) } },
    { name: 'Cc', summary: 's', deps: ['Bb'] },
    { name: 'Dd', summary: 's', run, options: { 'no-all': schema({}) } },
  ];
  const tasks = new Map(specs.map((task) => [task.name, task]));
  const assign = (...argv: readonly string[]): Readonly<Record<string, TaskOptions>> => {
    const line = readLine(argv, tasks);
    return Object.fromEntries(assignOptions(buildGraph(tasks, line.roots), line.options));
  };

  it('are the defaults, for tasks that have options', () => {
    expect(assign('All')).toEqual({
      'Pin.Sync': { tool: 'git', all: undefined },
      'Pin.Show': { tool: 'git' },
    });
  });

  it('go to every task that declares them', () => {
    expect(assign('All', '--tool', 'npm')).toMatchObject({ 'Pin.Sync': { tool: 'npm' }, 'Pin.Show': { tool: 'npm' } });
  });

  it('go to the one task they name', () => {
    expect(assign('All', '--Pin.Sync.tool', 'npm')).toMatchObject({
      'Pin.Sync': { tool: 'npm' },
      'Pin.Show': { tool: 'git' },
    });
  });

  it('may be refined for one task', () => {
    expect(assign('All', '--tool=a', '--pin.show.tool=b')).toMatchObject({
      'Pin.Sync': { tool: 'a' },
      'Pin.Show': { tool: 'b' },
    });
  });

  it('may be refined for the only task that has them', () => {
    expect(assign('Pin.Show', '--tool=a', '--Pin.Show.tool=b')).toEqual({ 'Pin.Show': { tool: 'b' } });
  });

  it('that are switches may stand twice: the last counts', () => {
    expect(assign('Pin.Sync', '--all', '--all=false')).toMatchObject({ 'Pin.Sync': { all: false } });
  });

  it.each(['--mode', '--no-mode', '--no-mode=true'])(
    'are no switch for the one and a text for the other: %s',
    (flag) => {
      expect(() => assign('Aa', 'Bb', flag)).toThrow(
        faultWith({
          code: 'RUN005',
          message: `${flag.split('=', 1)[0]} needs a value: a text`,
          fix: 'npx just Help Bb',
        }),
      );
      expect(assign('Aa', 'Bb', flag, '--Bb.mode=x')).toMatchObject({ Bb: { mode: 'x' } });
      expect(assign('Aa', 'Bb', '--mode=true')).toEqual({ Aa: { mode: true }, Bb: { mode: 'true' } });
    },
  );

  it('are read as the tasks of the line declare them, whatever others call the same', () => {
    expect(assign('Cc', '--mode', 'x')).toEqual({ Bb: { mode: 'x' } });
    expect(assign('All', '--no-all')).toMatchObject({ 'Pin.Sync': { all: false } });
  });

  it('of a task that is not in the graph are unknown', () => {
    expect(() => assign('All', '--lone=a')).toThrow(faultWith({ code: 'RUN003', exit: 501 }));
    expect(() => assign('Pin.Show', '--Pin.Sync.tool=a')).toThrow(faultWith({ code: 'RUN003' }));
  });

  it('are checked before anything runs', () => {
    expect(() => assign('All', '--all=perhaps')).toThrow(faultWith({ code: 'RUN004' }));
  });
});
