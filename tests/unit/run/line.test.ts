import type { Task } from '../../../lib/run/define-task';
import { readLine, type Line } from '../../../lib/run/line';
import { faultWith } from '../config/world';

const run = (): null => null;
const specs: readonly Task[] = [
  {
    name: 'Pin.Sync', summary: 's', run,
    options: {
      tool: { type: 'string', describe: 'd' },
      all: { type: 'boolean', describe: 'd' },
      'max-age': { type: 'integer', describe: 'd' },
      tags: { type: 'array', describe: 'd' },
      notify: { type: 'boolean', describe: 'd' },
    },
  },
  { name: 'Help', summary: 's', run, args: { usage: '[task]', describe: 'd', max: 1 } },
  { name: 'Pair', summary: 's', run, args: { usage: '<a> <b>', describe: 'd', min: 2 }, rest: { usage: 'w', describe: 'd' } },
  { name: 'Zap.All', summary: 's', run, options: { all: { type: 'string', describe: 'd' } } },
]; // prettier-ignore
const tasks = new Map(specs.map((task) => [task.name, task]));
const read = (...argv: readonly string[]): Line => readLine(argv, tasks);
const options = (...argv: readonly string[]): readonly (readonly [string | null, string, readonly string[]])[] =>
  read(...argv).options.map(({ task, key, texts }) => [task, key, texts]);

describe('words', () => {
  it('are tasks in the order typed', () => {
    expect(read('Pin.Sync', 'Other?', 'pin.sync~').roots).toEqual(['Pin.Sync', 'Other?', 'pin.sync~']);
  });

  it('after a task that takes them are its own', () => {
    expect(read('Pin.Sync', 'help', 'Pin.Sync')).toMatchObject({ roots: ['Pin.Sync', 'help'], args: ['Pin.Sync'] });
  });

  it('may be too many or too few', () => {
    expect(() => read('Help', 'A', 'B')).toThrow(
      faultWith({ code: 'RUN006', message: 'Help takes [task], found 2 words' }),
    );
    expect(() => read('Pair', 'a')).toThrow(faultWith({ code: 'RUN006', message: 'Pair takes <a> <b>, found 1 word' }));
  });

  it('after -- are kept apart', () => {
    expect(read('Pair', 'a', 'b', '--', '--json')).toMatchObject({
      args: ['a', 'b'],
      rest: ['--json'],
      flags: { json: false },
    });
  });

  it('may be none at all', () => {
    expect(read()).toMatchObject({ roots: [], args: [], rest: undefined, options: [] });
  });
});

describe('flags that are called like what every object has', () => {
  it.each(['--constructor', '--constructor=1', '--__proto__=1', '--toString'])('are unknown: %s', (flag) => {
    expect(() => read('Pin.Sync', flag)).toThrow(faultWith({ code: 'RUN003' }));
  });
});

describe('a value that is not written as its flag takes it', () => {
  it.each([
    [['--notify', 'false'], "unknown task 'false', did you mean --notify=false or --no-notify?"],
    [['--notify', 'true'], "unknown task 'true', did you mean --notify=true?"],
    [['--dry-run', 'false'], "unknown task 'false', did you mean --dry-run=false?"],
    [['--resume', '78d09d96'], "unknown task '78d09d96', did you mean --resume=78d09d96?"],
    [['--checkpoint', 'keep'], "unknown task 'keep', did you mean --checkpoint=keep?"],
  ])('is shown how: %j', (argv, message) => {
    expect(() => read('Pin.Sync', ...argv)).toThrow(faultWith({ code: 'RUN001', exit: 501, message }));
  });

  it('is a word of a task that takes such', () => {
    expect(read('Help', '--dry-run', 'false')).toMatchObject({ roots: ['Help'], args: ['false'] });
  });

  it.each([
    [['--json-events='], '--json-events needs a value: the path of a file'],
    [['--config-file='], '--config-file needs a value: the path of a file'],
    [['--json-events', ''], '--json-events needs a value: the path of a file'],
    [['--jobs'], '--jobs needs a value: a whole number from 1 to 1024'],
    [['--wait='], '--wait needs a value: a time such as 60s, 500ms or 5m'],
  ])('is missing where it is empty: %j', (argv, message) => {
    expect(() => read('Pin.Sync', ...argv)).toThrow(faultWith({ code: 'RUN005', exit: 501, message }));
  });

  it.each(['0', '0s', '0.1ms'])('is no time for a task: --timeout %s', (text) => {
    expect(() => read('Pin.Sync', '--timeout', text)).toThrow(faultWith({ code: 'RUN004', exit: 501 }));
    expect(read('Pin.Sync', '--wait', text).flags.waitMs).toBe(0);
  });

  it.each([
    ['-h', '--help'],
    ['-v', '--verbose or --version'],
    ['-j4', '--json or --jobs or --json-events'],
  ])('is shown the long flags of a letter: %s', (flag, meant) => {
    expect(() => read('Pin.Sync', flag)).toThrow(
      faultWith({ code: 'RUN003', message: `unknown flag '${flag}', did you mean ${meant}?` }),
    );
  });
});

describe('flags of the engine', () => {
  it.each([
    [['--json'], { json: true }],
    [['-DryRun'], { dryRun: true }],
    [['--dryRun'], { dryRun: true }],
    [['--DRY-RUN=true'], { dryRun: true }],
    [['--dry-run=false'], { dryRun: false }],
    [['--dry-run', '--dry-run=false'], { dryRun: false }],
    [['--jobs', '4'], { jobs: 4 }],
    [['--jobs=1024'], { jobs: 1024 }],
    [['--wait', '2m'], { waitMs: 120_000 }],
    [['--no-deps'], { noDeps: true }],
    [['--configFile', 'x y'], { configFile: 'x y' }],
  ])('%j', (argv, flags) => {
    expect(read('Pin.Sync', ...argv)).toMatchObject({ roots: ['Pin.Sync'], flags });
  });

  it('take no word that is none of theirs', () => {
    expect(read('--json', 'Pin.Sync')).toMatchObject({ roots: ['Pin.Sync'], flags: { json: true } });
  });

  it.each(['0', '1025', '1.5', 'x', '-1'])('refuse a bad number of jobs: "%s"', (jobs) => {
    expect(() => read('Pin.Sync', '--jobs', jobs)).toThrow(faultWith({ code: 'RUN004', exit: 501 }));
  });

  it.each(['--timeout', '--wait'])('take no time that a timer of Node would cut to a millisecond: %s', (flag) => {
    expect(read('Pin.Sync', flag, '596h')).toBeDefined();
    expect(() => read('Pin.Sync', flag, '597h')).toThrow(
      faultWith({ code: 'RUN004', message: `${flag} cannot be '597h': it takes a time of at most 596h` }),
    );
  });

  it('refuse what is neither true nor false', () => {
    expect(() => read('--json=yes')).toThrow(
      faultWith({ code: 'RUN004', message: "--json cannot be 'yes': it takes true or false" }),
    );
  });

  it.each([['--jobs'], ['--jobs', '--json']])('need their value: %s', (...argv) => {
    expect(() => read(...argv)).toThrow(faultWith({ code: 'RUN005', exit: 501 }));
  });

  it('take a value behind = only, where they can do without one', () => {
    expect(read('--checkpoint', '--resume').flags).toMatchObject({ checkpoint: 'on', resume: '' });
    expect(read('--checkpoint=keep', '--resume=78d09d96').flags).toMatchObject({
      checkpoint: 'keep',
      resume: '78d09d96',
    });
    expect(() => read('--checkpoint=x')).toThrow(faultWith({ code: 'RUN004', exit: 501 }));
    expect(() => read('--resume=../x')).toThrow(faultWith({ code: 'RUN004', exit: 501 }));
  });
});

describe('options of tasks', () => {
  it.each([
    [['--tool', 'a'], [[null, 'tool', ['a']]]],
    [['--tool=a'], [[null, 'tool', ['a']]]],
    [['--Tool', '-5'], [[null, 'tool', ['-5']]]],
    [['-Tool', 'a'], [[null, 'tool', ['a']]]],
    [['--maxAge', '3'], [[null, 'maxage', ['3']]]],
    [['--tags', 'a', '--tags=b'], [[null, 'tags', ['a', 'b']]]],
    [['--notify'], [[null, 'notify', ['true']]]],
    [['--no-notify'], [[null, 'notify', ['false']]]],
    [['--notify=false'], [[null, 'notify', ['false']]]],
    [['--Pin.Sync.tool', 'a'], [['Pin.Sync', 'tool', ['a']]]],
    [
      ['--pin.sync.tool=a', '--tool=b'],
      [
        ['Pin.Sync', 'tool', ['a']],
        [null, 'tool', ['b']],
      ],
    ],
    [['--Zap.All.all', 'x'], [['Zap.All', 'all', ['x']]]],
  ])('%j', (argv, expected) => {
    expect(options('Pin.Sync', ...argv)).toEqual(expected);
  });

  it('that are switches take no word', () => {
    expect(read('--notify', 'Pin.Sync').roots).toEqual(['Pin.Sync']);
  });

  it('that are negated twice are on', () => {
    expect(options('Pin.Sync', '--no-notify=false')).toEqual([[null, 'notify', ['true']]]);
  });

  it('that are negated and said to be so are off', () => {
    expect(options('Pin.Sync', '--no-notify=true')).toEqual([[null, 'notify', ['false']]]);
  });

  it('that take a value cannot be negated', () => {
    expect(() => read('Pin.Sync', '--no-tool')).toThrow(faultWith({ code: 'RUN003' }));
  });

  it('need their value', () => {
    expect(() => read('Pin.Sync', '--tool')).toThrow(
      faultWith({ code: 'RUN005', message: '--tool needs a value: a text' }),
    );
    expect(() => read('Pin.Sync', '--tool', '--json')).toThrow(faultWith({ code: 'RUN005' }));
  });

  it('of one task are not those of another', () => {
    expect(() => read('Pin.Sync', '--Help.tool', 'a')).toThrow(faultWith({ code: 'RUN003' }));
  });

  it('of a task that does not exist are unknown', () => {
    expect(() => read('Pin.Sync', '--Pim.Sync.tool', 'a')).toThrow(faultWith({ code: 'RUN003' }));
  });

  it('are read as the task on the line declares them, whatever others call the same', () => {
    expect(read('Zap.All', '--all', 'x')).toMatchObject({
      roots: ['Zap.All'],
      options: [{ key: 'all', texts: ['x'] }],
    });
  });

  it('that nobody knows are told with what was meant', () => {
    expect(() => read('Pin.Sync', '--max-ag', 'a')).toThrow(
      faultWith({ message: "unknown flag '--max-ag', did you mean --max-age?" }),
    );
    expect(() => read('Pin.Sync', '--dry-rum')).toThrow(
      faultWith({ message: "unknown flag '--dry-rum', did you mean --dry-run?" }),
    );
  });
});
