import { loadConfig, type LoadedConfig } from '../config';
import { isStackError, type StackError } from '../kernel/fault';
import { unexpectedRest } from '../kernel/faults';
import { buildGraph, someTask, withoutDependencies, type Graph } from '../kernel/graph';
import { parseReference } from '../kernel/reference';
import { hasActions } from '../kernel/task';
import { expandHome } from '../config';
import type { System } from '../system/port';
import type { TaskContext } from './context';
import type { Task } from './define-task';
import { findTasks, type DiscoveryRequest, type FoundTasks, type Redefinition } from './discovery';
import type { FoundHooks, LoadedHooks } from './hook-files';
import { faultOf, readWith } from './invalid-config';
import { readLine, type Line } from './line';
import { loadModule } from './load-module';
import type { PackagePlace } from '../config/package-place';
import { assignOptions, type TaskOptions } from './task-options';
import { isSign } from './tokens';
import type { UsableTasks } from './usable-tasks';

/** A command line that was checked whole: nothing of it has run yet. */
export interface PreparedRun {
  readonly loaded: LoadedConfig;
  readonly tasks: ReadonlyMap<string, Task>;
  /** Where the tasks come from. */
  readonly found: FoundTasks;
  /** Tasks of this run that take the place of others. */
  readonly redefined: readonly Redefinition[];
  readonly hooks: readonly LoadedHooks[];
  /** What is wrong with task files, hooks and folders of the user that this run goes on without. */
  readonly leftOut: readonly StackError[];
  readonly line: Line;
  readonly graph: Graph<TaskContext>;
  readonly options: ReadonlyMap<string, TaskOptions>;
  /** With --what-if: the line that was typed, in the place of which Explain runs. */
  readonly asked: TypedLine | undefined;
}

/** What a line would run, with the options of each task. */
export type AskedLine = Pick<PreparedRun, 'graph' | 'options'>;

/** The same as it was typed. */
export type TypedLine = Pick<PreparedRun, 'graph' | 'options' | 'line'>;

/**
 * Config, tasks, line, graph, options: in this order, because each needs the one before.
 * @throws faults of the kernel (501) and of the config (502).
 */
export function prepareRun(system: System, place: PackagePlace, argv: readonly string[]): PreparedRun {
  const { shippedConfig: shipped, isBuilt } = place;
  const loaded = loadConfig({ system, named: configFileOf(argv), shipped, load: loadModule, isBuilt });
  const { found, leftOut } = findAll(system, place, loaded);
  const { tasks } = found;
  const wrong = (): StackError | undefined => faultOfConfig(loaded) ?? leftOut[0];
  const line = readWith(wrong, () => addressLine(readLine(argv, tasks), found, leftOut));
  const whole = readWith(wrong, () => buildGraph(tasks, line.roots, found.files));
  const graph = line.flags.noDeps ? withoutDependencies(whole) : whole;
  const options = assignOptions(graph, line.options);
  if (line.rest !== undefined && line.rest.length > 0 && !takesRest(graph))
    throw unexpectedRest({ found: line.rest.length, task: graph.roots.at(-1)?.name });
  if (line.flags.whatIf && line.roots.length > 0)
    return explainInstead({ loaded, tasks, found, leftOut, line, graph, options });
  refuseInvalidConfig(loaded, graph);
  refuseWithout(leftOut, graph);
  const { hooks, refused } = found.hooks.length === 0 || line.flags.version ? noHooks : openHooks(found.hooks);
  refuseWithout(refused, graph);
  const redefined = found.redefined.filter(({ task }) => graph.nodes.has(task));
  return {
    loaded, tasks, found, redefined, hooks, line, graph, options,
    leftOut: refused.length === 0 ? leftOut : [...leftOut, ...refused],
    asked: undefined,
  }; // prettier-ignore
}

const nothing: readonly never[] = [];
const noHooks: FoundHooks = { hooks: nothing, refused: nothing };

/** The tasks of all folders; what is wrong with one of them does not keep the tasks that only look from running. */
function findAll(system: System, place: PackagePlace, loaded: LoadedConfig): UsableTasks {
  const named = loaded.config.taskFolders.map((folder) => expandHome(folder, system.machine.home));
  const folders = named.length < 2 ? named : openFolders().eachOnce(named);
  const { state } = loaded.paths;
  const request: DiscoveryRequest = {
    files: system.files,
    shipped: place.tasks,
    isBuilt: place.isBuilt,
    folders,
    load: loadModule,
    state,
  };
  try {
    return { found: findTasks(request), leftOut: nothing };
  } catch (thrown) {
    if (!isStackError(thrown)) throw thrown;
    const { findUsableTasks } = require('./usable-tasks') as typeof import('./usable-tasks');
    return findUsableTasks(request, thrown);
  }
}

/** The line was checked whole, as if it were to run; Explain tells what it would do. */
function explainInstead(typed: Omit<PreparedRun, 'hooks' | 'redefined' | 'asked'>): PreparedRun {
  const { tasks, line, graph, options } = typed;
  const explain = buildGraph(tasks, ['Explain']);
  return {
    ...typed,
    hooks: [],
    redefined: [],
    line: { ...line, roots: ['Explain'], args: graph.roots.map(({ name }) => name), rest: undefined },
    graph: explain,
    options: assignOptions(explain, []),
    asked: { graph, options, line },
  };
}

/**
 * `--help` asks about the tasks of the line; no task at all, or a sign such as `?`, stands for some. Which one a line without a name stands
 * for, nobody knows while a task file is left out.
 */
function addressLine(line: Line, found: FoundTasks, [refused]: readonly StackError[]): Line {
  if (line.flags.version) return { ...line, roots: [] };
  if (line.flags.help && line.roots.length > 0)
    return { ...line, roots: ['Help'], args: [parseReference(line.roots[0] ?? '').name], options: [] };
  if (line.roots.length > 0 && !line.roots.some(isSign)) return line;
  if (line.roots.length === 0 && line.flags.help) return { ...line, roots: ['Tasks'] };
  if (refused !== undefined && (line.roots.length === 0 || line.roots.includes('.'))) throw refused;
  if (line.roots.length === 0 && !found.isOwn('Default')) return { ...line, roots: ['Tasks'] };
  const { readSigns } = require('./signs') as typeof import('./signs');
  return readSigns(line, found);
}

function openHooks(files: readonly string[]): FoundHooks {
  const { loadHooks } = require('./hook-files') as typeof import('./hook-files');
  return loadHooks(files, loadModule);
}

/** True where something lies around the tasks of a run: most have none of it, and then nothing of it is loaded. */
export function hasSurroundings({ found, loaded, graph }: PreparedRun, { machine }: System): boolean {
  if (found.hooks.length > 0 || loaded.paths.root !== machine.cwd) return true;
  return someTask(graph, ({ name }) => found.isOwn(name));
}

const configFlags = ['--configfile', '--config-file', '-configfile'];

/** Read ahead of the real reading, which needs the tasks, which need the config. */
function configFileOf(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const words = end === -1 ? argv : argv.slice(0, end);
  const index = words.findLastIndex((word) => word.startsWith('-') && configFlags.includes(flagIn(word).toLowerCase()));
  const word = words[index];
  if (word === undefined) return undefined;
  const flag = flagIn(word);
  return flag === word ? words[index + 1] : word.slice(flag.length + 1);
}

/** A word without its value. */
function flagIn(word: string): string {
  return word.split('=', 1)[0] ?? word;
}

function takesRest(graph: Graph<TaskContext>): boolean {
  return graph.roots.some(({ name }) => graph.nodes.get(name)?.spec.rest !== undefined);
}

function faultOfConfig({ problems, paths, isNamed }: LoadedConfig): StackError | undefined {
  return faultOf(problems, { file: paths.configFile, isNamed });
}

function refuseInvalidConfig(loaded: LoadedConfig, graph: Graph<TaskContext>): void {
  const fault = faultOfConfig(loaded);
  if (fault === undefined) return;
  // Tasks that only look (and Config.Validate itself) run in spite of it. An aggregate is as strict as what it is made of.
  const strict = someTask(graph, (spec) => hasActions(spec) && spec.config !== 'optional');
  if (strict) throw fault;
}

/** A task that silently lost what puts itself around it would be a lie: only those run that say that they can do without. */
function refuseWithout([refused]: readonly StackError[], graph: Graph<TaskContext>): void {
  if (refused !== undefined && someTask(graph, ({ taskFiles }) => taskFiles !== 'optional')) throw refused;
}

function openFolders(): typeof import('./each-once') {
  return require('./each-once') as typeof import('./each-once');
}
