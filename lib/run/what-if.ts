import { buildGraph, groupsOf, type Graph } from '../kernel/graph';
import type { OptionValue } from '../kernel/task';
import type { System } from '../system/port';
import type { ResumedRun } from './checkpoint/asked';
import type { RunFacts, TaskContext } from './context';
import { lookForEnvironment } from './environment-use';
import { jobsOf } from './jobs';
import type { AskedLine } from './prepare';
import { assignOptions } from './task-options';

/** What a line would run. */
export interface Plan {
  /** In the order of a serial run. */
  readonly tasks: readonly PlannedTask[];
  /** With `--resume`: the run it would go on with, and what is done already. */
  readonly resumed?: ResumedRun;
}

export interface PlannedTask {
  readonly task: string;
  readonly summary: string;
  readonly file: string | null;
  /** `{}` is its own code. */
  readonly jobs: readonly string[];
  /** Whether it has a condition, which is asked only when it runs. */
  readonly conditional: boolean;
  readonly changes: string | null;
  readonly options: readonly PlannedOption[];
  readonly environment: readonly { readonly name: string; readonly set: boolean }[];
}

interface PlannedOption {
  readonly flag: string;
  readonly value: OptionValue | null;
  readonly describe: string;
}

/** What `--what-if` asked about, or some tasks as if they were typed alone. */
export function askedOf(
  { tasks, taskFiles, asked }: Pick<RunFacts, 'tasks' | 'taskFiles' | 'asked'>,
  names: readonly string[],
): AskedLine {
  if (asked !== undefined) return asked;
  const graph = buildGraph(tasks, names, taskFiles);
  return { graph, options: assignOptions(graph, []) };
}

/**
 * Tells of every task of a line what it is made of, takes, may change, and which environment variables its code reads. Nothing runs, and
 * no value of a variable is shown.
 */
export function planOf(
  { graph, options }: AskedLine,
  taskFiles: RunFacts['taskFiles'],
  { files, environment }: Pick<System, 'files' | 'environment'>,
  resumed?: ResumedRun,
): Plan {
  const use = lookForEnvironment(files);
  const open = resumed === undefined ? undefined : stillToDo(graph, new Set(resumed.done));
  const nodes = [...graph.nodes].filter(([name]) => open?.has(name) ?? true);
  const tasks = nodes.map(([name, node]): PlannedTask => {
    const { spec } = node;
    const file = taskFiles.get(name);
    const names = new Set([...(file === undefined ? [] : use.of(file)), ...(spec.env ?? [])]);
    return {
      task: name,
      summary: spec.summary,
      file: file ?? null,
      jobs: jobsOf(node),
      conditional: spec.if !== undefined,
      changes: spec.mutates === true ? (spec.changes ?? '') : null,
      options: Object.entries(spec.options ?? {}).map(([option, { describe }]) => ({
        flag: `--${option}`,
        value: options.get(name)?.[option] ?? null,
        describe,
      })),
      environment: [...names]
        .sort()
        .map((variable) => ({ name: variable, set: environment.get(variable) !== undefined })),
    };
  });
  return { tasks, ...(resumed === undefined ? {} : { resumed }) };
}

/** What the roots reach without going through what is done: who is needed by that alone is not begun again. */
function stillToDo({ roots, nodes }: Graph<TaskContext>, done: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = roots.map(({ name }) => name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = found.has(name) || done.has(name) ? undefined : nodes.get(name);
    if (node === undefined) continue;
    found.add(name);
    open.push(...groupsOf(node).flatMap((group) => group.map((reference) => reference.name)));
  }
  return found;
}

/** The plan as text. */
export function renderPlan({ tasks, resumed }: Plan): string {
  const blocks = tasks.map(({ task, summary, jobs, conditional, changes, options, environment }) => {
    const lines = [
      `${task}: ${summary}`,
      `  jobs     ${jobs.join(', ')}${conditional ? ' (if its condition is met)' : ''}`,
    ];
    if (changes !== null) lines.push(`  changes  ${changes}`);
    for (const { flag, value, describe } of options)
      lines.push(`  ${flag} ${value === null ? '(not given)' : JSON.stringify(value)}  ${describe}`);
    if (environment.length > 0)
      lines.push(`  reads    ${environment.map(({ name, set }) => `${name}${set ? '' : ' (not set)'}`).join(', ')}`);
    return lines.join('\n');
  });
  const before =
    resumed === undefined
      ? ''
      : `would go on with run ${resumed.run}; done already: ${resumed.done.join(', ') || 'nothing'}\n\n`;
  return `${before}would run, in this order:\n\n${blocks.join('\n\n')}\n\nnothing was run`;
}
