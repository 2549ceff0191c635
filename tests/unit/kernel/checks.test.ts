import { checkOptionTypes, checkTask, flagKey, isOrdinary, nounOf } from '../../../lib/kernel/checks';
import type { OptionSchema, TaskSpec } from '../../../lib/kernel/task';
import { errorWith } from '../../contract/matching';

const good: TaskSpec = { name: 'Pin.Sync', summary: 'writes the pins', run: () => null };
const option = (type: OptionSchema['type']): OptionSchema => ({ type, describe: 'x' });
const problem = (text: string, file = 'pin/sync.ts'): Error =>
  errorWith({ code: 'RUN008', exit: 501, data: { file, problem: text } });
const check = (changes: Partial<TaskSpec>): (() => void) => {
  return () => {
    checkTask('pin/sync.ts', { ...good, ...changes });
  };
};

describe('a task', () => {
  it.each(['Pin', 'Pin.Sync', 'Pin.Sync2.All', 'CI'])('may be called %p', (name) => {
    expect(check({ name })).not.toThrow();
  });

  it.each(['', 'pin.Sync', 'Pin.sync', 'Pin..Sync', 'Pin.', '.Sync', 'Pin-Sync', 'Pin Sync', 'Pin.Sync?', '2Pin'])(
    'may not be called %p',
    (name) => {
      expect(check({ name })).toThrow(problem(`'${name}' is not a name like Noun.Verb`));
    },
  );

  it('has a summary', () => {
    expect(check({ summary: ' \n' })).toThrow(problem('Pin.Sync has no summary'));
  });

  it('has a run function or deps', () => {
    const bare = { name: 'Pin.Sync', summary: 'x' };
    const checkBare = (deps?: readonly string[]) => (): void => {
      checkTask('pin/sync.ts', deps === undefined ? bare : { ...bare, deps });
    };
    expect(checkBare()).toThrow(problem('Pin.Sync has neither a run function nor deps nor jobs'));
    expect(checkBare([])).toThrow(problem('Pin.Sync has neither a run function nor deps nor jobs'));
    expect(checkBare(['A'])).not.toThrow();
  });

  it('that reads nothing says what it makes', () => {
    const nothing = problem(
      'Pin.Sync has an empty list of inputs and no outputs: nothing would tell when it is to run',
    );
    expect(check({ inputs: [] })).toThrow(nothing);
    expect(check({ inputs: [], outputs: [] })).toThrow(nothing);
    expect(check({ inputs: [], outputs: ['key'] })).not.toThrow();
    expect(check({ inputs: () => [] })).not.toThrow();
  });

  it('that mutates says what it changes', () => {
    expect(check({ mutates: true })).toThrow(problem('Pin.Sync mutates but does not say what it changes'));
    expect(check({ mutates: true, changes: 'the lock file' })).not.toThrow();
    expect(check({ mutates: false })).not.toThrow();
  });

  it.each(['json', 'dryRun', 'dry-run', 'DRY-RUN', 'noInput', 'configFile', 'config-file'])(
    'may not declare --%s, a flag of the engine',
    (name) => {
      expect(check({ options: { fine: option('string'), [name]: option('boolean') } })).toThrow(
        problem(`Pin.Sync declares --${name}, which belongs to the engine`),
      );
    },
  );

  it('may declare any other flag', () => {
    expect(check({ options: { tool: option('string') } })).not.toThrow();
  });
});

describe('the fields of a task', () => {
  it.each([
    [{ dep: ['A'] }, "has a field 'dep' that no task has, did you mean deps?"],
    [{ zzzzzz: 1 }, "has a field 'zzzzzz' that no task has"],
    [{ constructor: 1 }, "has a field 'constructor' that no task has"],
    [{ before: 'A' }, "has something else than a list of task names as 'before'"],
    [{ done: 1 }, "has something else than a function as 'done'"],
    [{ if: 'no' }, "has something else than true, false or a function as 'if'"],
    [{ inputs: 'a.txt' }, "has something else than a list of texts or a function as 'inputs'"],
    [{ inputs: ['a.txt'], outputs: [5] }, "has something else than a list of texts or a function as 'outputs'"],
    [{ mutates: 'yes' }, "has something else than true or false as 'mutates'"],
    [{ args: null }, "has something else than an object with usage and describe as 'args'"],
  ])('are those that there are, with what they can hold: %j', (fields, text) => {
    // A task of a JavaScript file, which no compiler has looked at.
    expect(check(fields as Partial<TaskSpec>)).toThrow(problem(`Pin.Sync ${text}`));
  });

  it.each([1, { type: 'date', describe: 'd' }, { type: 'string' }, null])('describe an option as it is: %j', (one) => {
    const options = { fine: option('string'), one } as TaskSpec['options'];
    expect(check(options === undefined ? {} : { options })).toThrow(
      problem(
        "Pin.Sync has something else than an object of options, each with describe and a type of string, number, integer, boolean, array as 'options'",
      ),
    );
  });

  it.each([
    [{ pattern: '(' }, "with a 'pattern' that is no regular expression"],
    [{ pattern: 5 }, "with a 'pattern' that is no regular expression"],
    [{ enum: 'a' }, "with an 'enum' that is no list of texts"],
    [{ enum: [] }, "with an 'enum' that is no list of texts"],
    [{ required: true }, "with a field 'required' that no option has"],
    [{ enmu: ['a'] }, "with a field 'enmu' that no option has, did you mean enum?"],
    [{ minimum: 1 }, 'with minimum, which a type of string does not have'],
    [{ type: 'integer', enum: ['1'] }, 'with enum, which a type of integer does not have'],
    [{ type: 'integer', minimum: '1' }, "with a 'minimum' that is no number"],
    [{ type: 'integer', minimum: 2, maximum: 1 }, 'with a minimum above its maximum'],
    [{ type: 'integer', minimum: 5, default: 'abc' }, 'with the default "abc", which it would not take from the line'],
    [{ type: 'integer', minimum: 5, default: 4 }, 'with the default 4, which it would not take from the line'],
    [{ type: 'integer', default: 1.5 }, 'with the default 1.5, which it would not take from the line'],
    [{ type: 'boolean', default: 'no' }, 'with the default "no", which it would not take from the line'],
    [{ default: 5 }, 'with the default 5, which it would not take from the line'],
    [{ enum: ['a'], default: 'b' }, 'with the default "b", which it would not take from the line'],
    [
      { type: 'array', pattern: '^a', default: ['a', 'b'] },
      'with the default ["a","b"], which it would not take from the line',
    ],
  ])('describe an option that a value can be read by, not %j', (more, text) => {
    // As above.
    const options = { fine: option('string'), odd: { ...option('string'), ...more } } as TaskSpec['options'];
    expect(check({ options } as Partial<TaskSpec>)).toThrow(problem(`Pin.Sync declares --odd ${text}`));
  });

  it.each([
    { enum: ['a', 'b'], default: 'b' },
    { pattern: '^\\d+$', default: '12' },
    { type: 'number', minimum: -1, maximum: 1, default: 0.5 },
    { type: 'integer', default: 3 },
    { type: 'array', enum: ['a'], default: ['a'] },
    { type: 'boolean', default: false },
    { pattern: undefined, default: undefined },
  ])('describe an option such as %j', (more) => {
    const options = { fine: { ...option('string'), ...more } } as TaskSpec['options'];
    expect(check({ options } as Partial<TaskSpec>)).not.toThrow();
  });

  it.each([
    [5, 'is to be tried again, but not how often'],
    [{ times: 1.5 }, 'is to be tried again, but not how often'],
    [{ times: 1, dely: 5 }, "has a field 'dely' in 'retry' that it does not have, did you mean delay?"],
    [{ times: 1, delay: '1s' }, "has a 'delay' in 'retry' that is no number of milliseconds"],
    [{ times: 1, delay: -1 }, "has a 'delay' in 'retry' that is no number of milliseconds"],
    [{ times: 1, delay: 3e9 }, "has a 'delay' in 'retry' of more than 2147483647 ms, which no timer can measure"],
    [{ times: 1, factor: NaN }, "has a 'factor' in 'retry' that is no number, or one below 0"],
  ])('say how to try again, not %j', (retry, text) => {
    expect(check({ retry } as Partial<TaskSpec>)).toThrow(problem(`Pin.Sync ${text}`));
  });

  it('may try again at once, after a time, and after longer ones', () => {
    for (const retry of [{ times: 1 }, { times: 3, delay: 0 }, { times: 2, delay: 100, factor: 1.5 }])
      expect(check({ retry })).not.toThrow();
  });

  it('may be left undefined', () => {
    // As above.
    expect(check({ if: undefined, done: undefined } as unknown as Partial<TaskSpec>)).not.toThrow();
  });

  it('hold a time that a timer can measure', () => {
    expect(check({ timeout: 2 ** 31 - 1 })).not.toThrow();
    expect(check({ timeout: 2 ** 31 })).toThrow(
      problem('Pin.Sync has a timeout of more than 2147483647 ms, which no timer can measure'),
    );
  });
});

describe('the options of one noun', () => {
  const task = (name: string, options: TaskSpec['options']): TaskSpec => ({
    ...good,
    name,
    ...(options && { options }),
  });

  it('may have the same name where they have the same type', () => {
    const tasks = [
      task('Pin.A', { tool: option('string') }),
      task('Pin.B', { tool: option('string') }),
      task('Pin.C', undefined),
    ];
    expect(() => {
      checkOptionTypes(tasks);
    }).not.toThrow();
  });

  it('may not have the same name with different types, in any spelling', () => {
    const tasks = [task('Pin.A', { dryTool: option('string') }), task('Pin.B', { 'dry-tool': option('number') })];
    expect(() => {
      checkOptionTypes(tasks);
    }).toThrow(problem('--dry-tool is number in Pin.B and string in Pin.A', 'Pin.B'));
  });

  it('do not mind those of another noun', () => {
    const tasks = [task('Pin.A', { tool: option('string') }), task('Log.A', { tool: option('number') })];
    expect(() => {
      checkOptionTypes(tasks);
    }).not.toThrow();
  });
});

it('a flag is the same in every spelling', () => {
  expect(['dryRun', '--dry-run', '-DryRun'].map(flagKey)).toEqual(['dryrun', 'dryrun', 'dryrun']);
});

it('the noun is what stands before the first dot', () => {
  expect(['Pin.Sync', 'Pin.Sync.All', 'CI', ''].map(nounOf)).toEqual(['Pin', 'Pin', 'CI', '']);
});

describe('an ordinary task', () => {
  const values: Readonly<Record<string, readonly unknown[]>> = {
    name: ['Pin', 'Pin.Sync', 'pin', '', 7, undefined],
    summary: ['writes', ' ', '\u00a0', '', null],
    deps: [undefined, [], ['A', 'B?'], [''], [7], [['A']], 'A', {}],
    run: [() => null, (done: () => void) => done, undefined, 'run'],
    jobs: [undefined, ['A']],
    more: [undefined, 1],
  };
  // Every mix of them, and each without the fields that are undefined.
  const mixes = Object.entries(values).reduce<readonly Readonly<Record<string, unknown>>[]>(
    (known, [key, each]) =>
      known.flatMap((mix) => each.map((value) => (value === undefined ? mix : { ...mix, [key]: value }))),
    [{}],
  );

  it('is never one that the whole check refuses', () => {
    const ordinary = mixes.flatMap((mix: unknown) => (isOrdinary(mix) ? [mix] : []));
    expect(ordinary.length).toBeGreaterThan(5);
    for (const task of ordinary)
      expect(() => {
        checkTask('pin/sync.ts', task);
      }).not.toThrow();
  });

  it('is one like most of a large graph', () => {
    expect(isOrdinary({ ...good, deps: ['A', 'B?'] })).toBe(true);
    expect(isOrdinary(good)).toBe(true);
  });

  it.each([null, 'text', 7, [], {}, Object.create({ ...good, options: {} })])('is not %p', (value: unknown) => {
    expect(isOrdinary(value)).toBe(false);
  });
});
