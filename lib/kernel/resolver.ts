import { unknownTask } from './faults';
import { NumberedMap } from './numbered-map';
import { createNameFinder, parseReference } from './reference';
import { Route, safeMove } from './route';
import { suggest } from './suggest';
import type { TaskSpec } from './task';

/** Finds the move that leads to a task by what it is called, and puts the task on the route when it is asked for first. */
export class Resolver<C> {
  readonly route = new Route<C>();
  readonly tasks: NumberedMap<TaskSpec<C>>;
  readonly numbers: ReadonlyMap<string, number>;
  /** The move that leads to each task, by its number; -1 as long as none does. */
  readonly known: Int32Array;
  /** The number of each task of the route, by its place there. */
  readonly owners: Int32Array;
  /** Those of references that are not the name alone. */
  private readonly others = new Map<string, number>();
  private readonly find: (typed: string) => string | undefined;

  constructor(tasks: ReadonlyMap<string, TaskSpec<C>>) {
    this.find = createNameFinder(tasks);
    this.tasks = tasks instanceof NumberedMap ? (tasks as NumberedMap<TaskSpec<C>>) : NumberedMap.of(tasks);
    this.numbers = this.tasks.numbers;
    this.known = new Int32Array(this.tasks.end).fill(-1);
    this.owners = new Int32Array(this.tasks.end);
  }

  /** @throws `unknownTask` (RUN001). */
  moveTo(reference: string, referrer: string | null): number {
    const number = this.numbers.get(reference);
    if (number === undefined) return this.others.get(reference) ?? this.moveToOther(reference, referrer);
    const move = this.known[number] ?? -1;
    if (move >= 0) return move;
    return this.enter(number, this.tasks.at(number) ?? this.refuse(reference, referrer));
  }

  /** Puts a task on the route that is not there yet. */
  enter(number: number, spec: TaskSpec<C>): number {
    const { at } = this.route.add(spec);
    this.owners[at] = number;
    return (this.known[number] = at << 2);
  }

  /** The true name of a task. @throws `unknownTask` (RUN001). */
  nameOf(typed: string, referrer: string | null): string {
    return this.find(typed) ?? this.refuse(typed, referrer);
  }

  /** The place of a task that is on the route. */
  placeOf(name: string): Route<C>['places'][number] | undefined {
    return this.route.places[(this.known[this.numbers.get(name) ?? -1] ?? -1) >> 2];
  }

  /** Safe, or not as the task is spelled. */
  private moveToOther(reference: string, referrer: string | null): number {
    const { name, safe } = parseReference(reference);
    const move = this.moveTo(this.nameOf(name, referrer), referrer);
    const other = safe ? move | safeMove : move;
    this.others.set(reference, other);
    return other;
  }

  private refuse(name: string, referrer: string | null): never {
    throw unknownTask({ name, referrer, suggestions: suggest(name, this.tasks.keys()) });
  }
}
