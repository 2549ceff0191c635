import type { Task } from '../../../lib/run/define-task';
import { readLine, type Line } from '../../../lib/run/line';
import { faultWith } from '../config/world';

const run = (): null => null;
const specs: readonly Task[] = [
  { name: 'Pin.Sync', summary: 's', run, options: { tool: { type: 'string', describe: 'd' } } },
  { name: 'Ship', summary: 's', run, options: { token: { type: 'string', describe: 'd', secret: true } } },
];
const tasks = new Map(specs.map((task) => [task.name, task]));
const read = (...argv: readonly string[]): Line => readLine(argv, tasks);

describe('single-dash flags that are none of ours', () => {
  it.each(['-x', '-xvf', '-J'])('are refused: %s', (flag) => {
    expect(() => read('Pin.Sync', flag)).toThrow(
      faultWith({ code: 'RUN003', exit: 501, message: `unknown flag '${flag}'` }),
    );
  });

  it('are shown what was meant', () => {
    expect(() => read('Pin.Sync', '-json')).toThrow(
      faultWith({ message: "unknown flag '-json', did you mean --json?" }),
    );
    expect(() => read('Pin.Sync', '-dryRun')).toThrow(/did you mean --dry-run\?$/);
  });
});

describe('what may be part of a secret is not shown', () => {
  it.each(['-s3cret', '--s3cret', '-S3cret'])('%s in the place of a value', (value) => {
    expect(() => read('Ship', '--token', value)).toThrow(
      faultWith({ code: 'RUN005', message: expect.stringMatching(/^--token needs a value: a text/) as string }),
    );
  });

  it.each([
    ['--token', 'correct', 'horse'],
    ['--token=correct', 'horse'],
    ['--Ship.token', 'correct', '-horse'],
    ['--token', 'correct', 'Horse', 'Ship'],
  ])('%j', (first, ...others) => {
    const argv = [first, ...others];
    const flag = first.replace('=correct', '');
    expect(() => read('Ship', ...argv)).toThrow(
      faultWith({ code: 'RUN069', exit: 501, message: `a word that is no task stands behind the value of ${flag}` }),
    );
  });

  it('while tasks and signs may stand there, and any word behind another option', () => {
    expect(read('Ship', '--token', 'correct', 'pin.sync?').roots).toEqual(['Ship', 'pin.sync?']);
    expect(read('Ship', '--token', 'correct', '.').roots).toEqual(['Ship', '.']);
    expect(read('Pin.Sync', '--tool', 'a', 'b').roots).toEqual(['Pin.Sync', 'b']);
    expect(read('Ship', '--token', 'correct', '--json', 'b').roots).toEqual(['Ship', 'b']);
  });
});
