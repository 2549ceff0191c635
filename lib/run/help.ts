import { unknownTask } from '../kernel/faults';
import { nameKey } from '../kernel/reference';
import { suggest } from '../kernel/suggest';
import { referencesOf, type OptionSchema } from '../kernel/task';
import { toType } from '../kernel/to-type';
import type { Task } from './define-task';
import { renderFlags } from './flag-pages';
import { allowedText } from './option-values';
import { tasksThatChange } from './tasks-that-change';

/** Everything `Help` tells about a task. */
export interface TaskHelp {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly deps: Task['deps'];
  readonly neededBy: readonly string[];
  readonly mutates: boolean;
  readonly changes: string | null;
  /** Other tasks that run with it and change something. */
  readonly changing: readonly string[];
  readonly config: 'required' | 'optional';
  readonly taskFiles: 'required' | 'optional';
  readonly options: readonly OptionHelp[];
}

interface OptionHelp {
  readonly flag: string;
  readonly describe: string;
  readonly takes: string;
  readonly default: unknown;
}

/** @throws `unknownTask` (RUN001, 501). */
export function describeTask(tasks: ReadonlyMap<string, Task>, typed: string): TaskHelp {
  const task = [...tasks.values()].find(({ name }) => nameKey(name) === nameKey(typed));
  if (task === undefined) throw unknownTask({ name: typed, referrer: null, suggestions: suggest(typed, tasks.keys()) });
  const {
    name,
    summary,
    deps = needsAmongJobs(task),
    mutates = false,
    changes = null,
    config = 'required',
    taskFiles = 'required',
    options = {},
    args,
    rest,
  } = task;
  const words = [args?.usage, rest === undefined ? undefined : `-- ${rest.usage}`].filter((word) => word !== undefined);
  const neededBy = [...tasks.values()].filter((other) =>
    referencesOf(other).some((dep) => nameKey(dep.replace(/[?~]$/, '')) === nameKey(name)),
  );
  return {
    name,
    summary,
    usage: toType([name, ...words].join(' ')),
    deps,
    neededBy: neededBy.map((other) => other.name),
    mutates,
    changes,
    changing: tasksThatChange(tasks, task),
    config,
    taskFiles,
    options: Object.entries(options).map(([option, schema]) => optionHelp(option, schema)),
  };
}

/** A task made of jobs has its references there. */
function needsAmongJobs({ jobs = [] }: Pick<Task, 'jobs'>): NonNullable<Task['deps']> {
  return jobs.filter((job) => typeof job !== 'function');
}

function optionHelp(name: string, schema: OptionSchema): OptionHelp {
  const { describe, default: value = null } = schema;
  return { flag: `--${name}`, describe, takes: schema.type === 'boolean' ? '' : allowedText(schema), default: value };
}

/** The help page of a task. */
export function renderHelp(data: unknown): string {
  // The answer of Help itself: what describeTask returned.
  const help = data as TaskHelp;
  const lines = [`${help.name}: ${help.summary}`, '', `  ${help.usage}`, ''];
  if (help.deps !== undefined && help.deps.length > 0) {
    lines.push(
      `needs      ${help.deps.map((dep) => (typeof dep === 'string' ? dep : `[${dep.join(' | ')}]`)).join(', ')}`,
    );
  }
  if (help.neededBy.length > 0) lines.push(`needed by  ${help.neededBy.join(', ')}`);
  lines.push(...changesOf(help));
  if (help.config === 'optional') lines.push('config     runs even when it is invalid');
  if (help.taskFiles === 'optional') lines.push('task files runs even when one of yours cannot be used');
  if (help.options.length > 0) {
    lines.push('', 'options');
    for (const { flag, describe, takes, default: value } of help.options) {
      const notes = [takes, value === null ? '' : `default ${JSON.stringify(value)}`].filter((note) => note !== '');
      lines.push(`  ${flag.padEnd(20)} ${describe}${notes.length === 0 ? '' : ` (${notes.join('; ')})`}`);
    }
  }
  lines.push('', 'every task also takes', ...renderFlags());
  return lines.join('\n');
}

/** Of a task that is made of others nobody wants to read that it changes nothing. */
function changesOf({ mutates, changes, changing }: TaskHelp): readonly string[] {
  const others = `what these change: ${changing.join(', ')}`;
  if (!mutates) return [`changes    ${changing.length === 0 ? 'nothing' : others}`];
  return [`changes    ${changes ?? ''}`, ...(changing.length === 0 ? [] : [`           and ${others}`])];
}

interface ListedTask {
  readonly noun: string;
  readonly name: string;
  readonly summary: string;
  readonly jobs?: readonly string[];
}

/** The list of all tasks, which come in name order: a paragraph per noun, those that are their own noun together at the top. */
export function renderTaskList(data: unknown): string {
  const { tasks } = data as { readonly tasks: readonly ListedTask[] };
  const width = Math.max(...tasks.map(({ name }) => name.length));
  const alone: string[] = [];
  const others: string[] = [];
  let last = '';
  tasks.forEach(({ noun, name, summary, jobs }) => {
    if (noun !== name) {
      if (noun !== last) others.push('\n');
      last = noun;
    }
    const block = noun === name ? alone : others;
    block.push('  ', name.padEnd(width), '  ', summary, '\n');
    if (jobs !== undefined) block.push(`  ${' '.repeat(width)}  ${jobs.join(', ')}\n`);
  });
  return `${toType('<task> [<task>...]')}\n\n${alone.join('')}${others.join('')}\nmore about one: ${toType('Help <task>')}`;
}
