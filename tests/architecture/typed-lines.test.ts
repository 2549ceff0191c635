import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isStackError } from '../../lib/kernel/fault';
import { discoverTasks } from '../../lib/run/discovery';
import { readLine } from '../../lib/run/line';
import { createRealSystem } from '../../lib/system/real';

const root = join(__dirname, '../..');
const { files } = createRealSystem();
const load = (path: string): unknown => require(path) as unknown;
const tasks = discoverTasks({ files, load, shipped: join(root, 'tasks'), folders: [] });

interface Typed {
  readonly file: string;
  /** A task and the flags right behind it, as the source says them to a user. */
  readonly task: string;
  readonly flags: readonly string[];
}

/** `toType('Task --flag')` anywhere in a source: what is told to a user has to be something that can be typed. */
function linesIn(file: string): readonly Typed[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/toType\(['`]([A-Z]\w*(?:\.[A-Z]\w*)*)((?:[ ]--[a-z][\w-]*(?:[= ](?:\$\{[^}]*\}|'[^']*'|[\w.:/]+(?=[ `'"])))?)*)/g)].map(
    ([, task = '', flags = '']) => ({
      file: relative(root, file),
      task,
      flags: [...flags.matchAll(/--[a-z][\w-]*/g)].map(([flag]) => flag),
    }),
  ); // prettier-ignore
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, folder, name));
}

const sources = ['lib', 'tasks'].flatMap(filesBelow);
const all = sources.flatMap(linesIn);

/** What our own reader of lines says to it; a flag that needs a value gets one. */
function refusalOf({ task, flags }: Typed): string | undefined {
  if (!tasks.has(task)) return `there is no task ${task}`;
  for (const flag of flags) {
    const said = [[task, flag], [task, flag, 'x']].map((line) => tryLine(line)); // prettier-ignore
    if (!said.includes(undefined)) return said[0];
  }
  return undefined;
}

function tryLine(line: readonly string[]): string | undefined {
  try {
    const [name = ''] = line;
    const own = tasks.get(name)?.options ?? {};
    const foreign = readLine(line, tasks).options.find(({ key }) => !Object.hasOwn(own, key));
    return foreign === undefined ? undefined : `${name} has no ${foreign.typed}`;
  } catch (error) {
    if (!isStackError(error)) throw error;
    // Words that the task needs are not part of what is looked at here.
    return error.code === 'RUN006' ? undefined : error.message;
  }
}

it('finds what is said to be typed', () => {
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(({ flags }) => flags.length > 0).length).toBeGreaterThan(8);
});

it('every line that a text tells a user to type names a task that exists, with flags that exist', () => {
  const refused = all.flatMap((typed) => {
    const said = refusalOf(typed);
    return said === undefined ? [] : [`${typed.file}: ${said}`];
  });
  expect(refused).toEqual([]);
});

it.each([
  [{ task: 'Pin.Synk', flags: [] }, 'there is no task Pin.Synk'],
  [{ task: 'Pin.Sync', flags: ['--toool'] }, expect.stringContaining("unknown flag '--toool'")],
  [{ task: 'Pin.Report', flags: ['--prune'] }, 'Pin.Report has no --prune'],
])('and would tell of one that does not: %j', (typed, said) => {
  expect(refusalOf({ file: '', ...typed })).toEqual(said);
});
