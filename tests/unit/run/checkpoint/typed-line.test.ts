import type { PreparedRun } from '../../../../lib/run/prepare';
import { typedLineOf } from '../../../../lib/run/checkpoint/typed-line';
import { buildGraph } from '../../../../lib/kernel/graph';
import type { Task } from '../../../../lib/run/define-task';
import { readLine } from '../../../../lib/run/line';

const option = (type: 'string' | 'boolean' | 'array'): { type: typeof type; describe: string } => ({
  type,
  describe: 'd',
});
const task: Task = {
  name: 'T',
  summary: 's',
  args: { usage: '[w...]', describe: 'd' },
  rest: { usage: '[r...]', describe: 'd' },
  options: { name: option('string'), on: option('boolean'), list: option('array') },
  run: () => null,
};
const typed = (...argv: readonly string[]): string => {
  const tasks = new Map([[task.name, task]]);
  const line = readLine(argv, tasks);
  const prepared: Pick<PreparedRun, 'graph' | 'line' | 'asked'> = {
    line,
    graph: buildGraph(tasks, line.roots),
    asked: undefined,
  };
  return typedLineOf(prepared);
};

describe('the line to begin anew', () => {
  it.each<readonly [readonly string[], string]>([
    [['T', '--name', 'true', '--on=false'], 'T --name true --on=false --checkpoint'],
    [['T', '--on', '--no-on'], 'T --on --no-on --checkpoint'],
    [['T', '--no-on=false'], 'T --no-on=false --checkpoint'],
    [['T', '--T.on=true'], 'T --T.on --checkpoint'],
    [['T', '--name=-x', '--list', 'a b', '--list', 'c'], "T --name=-x --list 'a b' --list c --checkpoint"],
    [['T', '--name', 'a', '--name', 'b'], 'T --name b --checkpoint'],
    [['T?', 'my word', '--resume', '--', '-r'], "T? 'my word' --checkpoint -- -r"],
    [['T', '--force', '--no-deps', '--keep-going', '--resume=0123abcd'], 'T --force --no-deps --keep-going --checkpoint'],
  ])('of %j', (argv, line) => {
    expect(typed(...argv)).toBe(line);
    expect(typed(...argv.filter((word) => !word.startsWith('--resume')))).toBe(line);
  }); // prettier-ignore
});
