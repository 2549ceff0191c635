import { checkOptionTypes, nounOf } from '../kernel/checks';
import { badTaskFile } from '../kernel/faults';
import { NumberedMap } from '../kernel/numbered-map';
import { once } from '../kernel/once';
import { plainSpelling } from '../kernel/reference';
import { inFolder } from '../system/in-folder';
import type { Task } from './define-task';
import type { FoundTasks, Redefinition } from './discovery';
import type { OpenedTaskFile } from './task-files';
import type { TaskIndex } from './task-index';
import { rowOf, type TaskRow } from './task-row';

/** Where tasks come from, and which of all tasks come from there. */
interface TaskSource {
  readonly folder: string;
  readonly fileOf: (number: number) => string;
  readonly from: number;
  /** One more than the last. */
  to: number;
}

/** Where one task comes from. */
type Origin = Pick<FoundFile, 'file' | 'folder'>;

/** A file as it was found, its tasks still to be checked. */
export interface FoundFile {
  readonly file: string;
  readonly folder: string;
  readonly found: readonly unknown[];
  readonly check: OpenedTaskFile['check'];
}

/**
 * Every task that was found. One map by name is all that is made for ten thousand of them; what only some lines ask for, such as the file of
 * a task, is looked up in the sources.
 */
export class TaskTable {
  private readonly numbers = new Map<string, number>();
  /** By their numbers; undefined is what was replaced, and what is in the index and nobody has asked for. */
  private readonly tasks: (Task | undefined)[] = [];
  /** Numbers of what was replaced. */
  private readonly gone = new Set<number>();
  /** The index, and which numbers its tasks have. */
  private indexed: { readonly index: TaskIndex; readonly from: number; readonly to: number } | undefined;
  /** Names that have capitals of their own, by the plain spelling: no other task may differ from them in case only. */
  private readonly odd = new Map<string, string>();
  private readonly sources: TaskSource[] = [];
  /** The nouns of those that have options, where they were not held against each other before. */
  private readonly asking = new Set<string>();
  /** Those that put themselves into others: what is asked of these few need not be asked of all. */
  private readonly guests = new Set<Task>();
  private readonly redefined: Redefinition[] = [];
  /** The origin of each task by the plain spelling of its name, from the first name on that is met twice. */
  private where: Map<string, Origin> | undefined;

  get size(): number {
    return this.numbers.size;
  }

  /**
   * Adds the tasks of a file, each when it is checked: to look at ten thousand of them a second time takes as long as the check. A task
   * of a later folder takes the place of one of an earlier folder.
   * @throws `badTaskFile` (RUN008, 501) for one name in two files of a folder, and what `check` throws.
   */
  add({ file, folder, found, check }: FoundFile): void {
    const { numbers, tasks, odd, asking, guests } = this;
    const from = tasks.length;
    const source: TaskSource = { folder, fileOf: () => file, from, to: from };
    for (let index = 0; index < found.length; index += 1) {
      const isPlain = check(found[index]);
      const task = found[index] as Task;
      const { name, options, before, after } = task;
      const plain = isPlain ? name : plainSpelling(name);
      const other = (odd.size > 0 ? odd.get(plain) : undefined) ?? (numbers.has(plain) ? plain : undefined);
      if (other !== undefined) this.replace(other, name, { ...source, to: tasks.length });
      numbers.set(name, tasks.length);
      tasks.push(task);
      if (plain !== name) odd.set(plain, name);
      this.where?.set(plain, { file, folder });
      if (options !== undefined) asking.add(nounOf(name));
      if (before !== undefined || after !== undefined) guests.add(task);
    }
    source.to = tasks.length;
    this.sources.push(source);
  }

  /**
   * Adds the tasks of an index, which were checked when it was made. What each is besides its head is not asked for: every start comes by, with
   * all of them.
   */
  addIndex(index: TaskIndex, folder: string): void {
    const { names, odd, guests } = index;
    const from = this.tasks.length;
    // No loops of ours: a function with one that turns fifty times is worth compiling to V8, and a start pays that.
    names.forEach((name, place) => this.numbers.set(name, from + place));
    odd.forEach(([plain, name]) => this.odd.set(plain, name));
    this.tasks.length += names.length;
    this.tasks.fill(undefined, from);
    const to = this.tasks.length;
    this.indexed = { index, from, to };
    for (const place of guests) this.guests.add((this.tasks[from + place] = index.taskAt(place)));
    const fileOf = (number: number): string => inFolder(folder, index.fileAt(number - from));
    this.sources.push({ folder, fileOf, from, to });
  }

  /** Makes a task of the index; undefined for a number that is none of those. */
  private make(number: number): Task | undefined {
    const { indexed } = this;
    if (indexed === undefined || number < indexed.from || number >= indexed.to || this.gone.has(number))
      return undefined;
    return (this.tasks[number] = indexed.index.taskAt(number - indexed.from));
  }

  private at(number: number): Task | undefined {
    return this.tasks[number] ?? this.make(number);
  }

  private replace(name: string, by: string, source: TaskSource): void {
    const { folder } = source;
    const file = source.fileOf(this.tasks.length);
    const plain = plainSpelling(by);
    this.where ??= this.whereIs([...this.sources, source]);
    const earlier = this.where.get(plain) ?? { file, folder };
    if (earlier.folder === folder) throw badTaskFile({ file, problem: `${by} is also defined by ${earlier.file}` });
    this.redefined.push({ task: by, file, instead_of: earlier.file });
    const number = this.numbers.get(name) ?? this.tasks.length;
    const replaced = this.tasks[number];
    if (replaced !== undefined) this.guests.delete(replaced);
    this.tasks[number] = undefined;
    this.gone.add(number);
    this.numbers.delete(name);
    this.odd.delete(plain);
  }

  /**
   * `shipped` is the folder of the tasks that are not the user's own.
   * @throws `badTaskFile` (RUN008, 501) for two tasks of a noun that declare an option differently.
   */
  found(shipped: string, hooks: readonly string[], families: FoundTasks['families']): FoundTasks {
    const { numbers, tasks, sources, redefined } = this;
    const inOrder = once(() =>
      inNameOrder(tasks.map((task, number) => task ?? this.make(number)).filter((task) => task !== undefined)),
    );
    const ours = sources.filter(({ folder }) => folder === shipped);
    const isOwn = (name: string): boolean => {
      const number = numbers.get(name);
      return number !== undefined && !ours.some(({ from, to }) => number >= from && number < to);
    };
    const where = once(() => this.where ?? this.whereIs(sources));
    const fileOf = (name: string): string | undefined => where().get(plainSpelling(name))?.file;
    if (this.asking.size > 0) {
      const asking = inOrder().filter(({ name }) => this.asking.has(nounOf(name)));
      // Of a task of ours and one of the user's, his is the one that he can edit.
      const toEdit = (task: string, other: string): string => (isOwn(other) && !isOwn(task) ? other : task);
      checkOptionTypes(asking, (task, other) => fileOf(toEdit(task, other)) ?? task);
    }
    const own = once(() => new Set([...numbers.keys()].filter(isOwn)));
    return {
      tasks: new NumberedMap(numbers, tasks, inOrder, inNameOrder([...this.guests]), (number) => this.make(number)),
      rows: () => this.rows(),
      files: { get: fileOf },
      get own() {
        return own();
      },
      isOwn,
      redefined,
      hooks,
      families,
    };
  }

  /** Of the index as they are kept there: to make the tasks for them takes three times as long. */
  private rows(): readonly TaskRow[] {
    const { tasks, indexed, gone } = this;
    const { index, from, to } = indexed ?? { index: undefined, from: 0, to: 0 };
    const kept = index?.rows() ?? [];
    const rows = gone.size === 0 ? [...kept] : kept.filter((_, place) => !gone.has(from + place));
    for (const task of [...tasks.slice(0, from), ...tasks.slice(to)]) if (task !== undefined) rows.push(rowOf(task));
    return inNameOrder(rows);
  }

  private whereIs(sources: readonly TaskSource[]): Map<string, Origin> {
    const where = new Map<string, Origin>();
    for (const { folder, fileOf, from, to } of sources)
      for (let number = from; number < to; number += 1) {
        const task = this.at(number);
        if (task !== undefined) where.set(plainSpelling(task.name), { file: fileOf(number), folder });
      }
    return where;
  }
}

/** Families are often in order already, and comparing tens of thousands of names takes longer than running them. */
function inNameOrder<T extends { readonly name: string }>(tasks: T[]): readonly T[] {
  const isSorted = tasks.every(({ name }, index) => index === 0 || (tasks[index - 1]?.name ?? '') < name);
  if (!isSorted) tasks.sort((a, b) => (a.name < b.name ? -1 : 1));
  return tasks;
}
