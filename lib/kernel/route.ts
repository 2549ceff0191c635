import { hasNothingAround, type Action, type TaskSpec } from './task';
import type { ParsedReference } from './reference';

/** One step of a task with its references resolved: tasks side by side, or code. */
export type ResolvedJob<C> = readonly ParsedReference[] | Action<C>;

/** One task of the run with its references resolved to the true names. */
export interface GraphNode<C> {
  readonly spec: TaskSpec<C>;
  /** One after the other, with the tasks that put themselves into this one. */
  readonly jobs: readonly ResolvedJob<C>[];
  /** Its place in the graph, for what is kept beside it. */
  readonly at: number;
  /** How many tasks lead to it, by the way on which it is met first. */
  readonly depth: number;
}

/** What the two lowest bits of a move say; the others are a number: a task's, the length of a group, or which code of the task it is. */
export const hardMove = 0;
export const safeMove = 1;
export const groupMove = 2;
export const codeMove = 3;

const firstRoom = 64;

/** The number in a move. */
export function numberOf(move: number): number {
  return move >> 2;
}

/**
 * Everything that the tasks of a graph do, as numbers in one list: each task has a stretch of it. A reference is the number of the task it
 * leads to; where several stand side by side, their count comes first. Objects for each reference would be most of a large graph.
 */
export class Route<C> {
  readonly places: Place<C>[] = [];
  /** Those that have options. */
  readonly asking: Place<C>[] = [];
  /** True when one of them changes something. */
  changes = false;
  /** True when one of them has several pieces of code. */
  alternates = false;
  /** True when each has at most one piece of code, at its end, and nothing around it: they can run in the order of the nodes. */
  isStraight = true;
  /** Longer than what is used of it. */
  moves = new Int32Array(firstRoom);
  /** How long it is: to ask itself costs more than a field. */
  limit = firstRoom;

  /** Adds a task whose moves are not known yet. Asked again what the check of its file has asked: a task may have been changed since. */
  add(spec: TaskSpec<C>): Place<C> {
    const place = new Place(spec, this.places.length, this);
    this.places.push(place);
    if (spec.options !== undefined) this.asking.push(place);
    if (spec.mutates === true) this.changes = true;
    if (!hasNothingAround(spec)) this.isStraight = false;
    return place;
  }

  /** Where the next move will stand. */
  end = 0;

  /** The list of moves, with room for so many more at its end. */
  room(count: number): Int32Array {
    const needed = this.end + count;
    if (needed > this.limit) {
      this.limit = Math.max(needed, this.limit * 2);
      const longer = new Int32Array(this.limit);
      longer.set(this.moves);
      this.moves = longer;
    }
    return this.moves;
  }

  push(move: number): void {
    this.room(1)[this.end] = move;
    this.end += 1;
  }

  /** The code that a move of this task means. */
  codeOf({ jobs, deps, run }: TaskSpec<C>, number: number): Action<C> {
    const listed = jobs ?? deps;
    const own = listed !== undefined && number < listed.length ? listed[number] : run;
    const code = typeof own === 'function' ? own : run;
    if (code === undefined) throw new Error('a move without its code');
    return code;
  }

  /** The code at the end of a task's stretch, when there is some. */
  lastCodeOf({ spec, from, to }: Place<C>): Action<C> | undefined {
    const move = this.moves[to - 1] ?? 0;
    return from < to && (move & 3) === codeMove ? this.codeOf(spec, move >> 2) : undefined;
  }

  referenceOf(move: number): ParsedReference {
    return { name: this.places[numberOf(move)]?.spec.name ?? '', safe: (move & 3) === safeMove };
  }

  jobsOf({ spec, from, to }: Place<C>): readonly ResolvedJob<C>[] {
    const jobs: ResolvedJob<C>[] = [];
    for (let at = from; at < to; at += 1) {
      const move = this.moves[at] ?? 0;
      const number = numberOf(move);
      if ((move & 3) === codeMove) jobs.push(this.codeOf(spec, number));
      else if ((move & 3) !== groupMove) jobs.push([this.referenceOf(move)]);
      else {
        jobs.push(Array.from(this.moves.subarray(at + 1, at + 1 + number), (each) => this.referenceOf(each)));
        at += number;
      }
    }
    return jobs;
  }
}

/** A task of the graph, and its stretch of the route: filled while the graph is built, and the same from then on. */
export class Place<C> implements GraphNode<C> {
  /** Where its moves begin; -1 as long as nobody has looked at them. */
  from = -1;
  to = -1;
  /** Every task it needs is in the order before it. */
  isClosed = false;
  depth = 0;

  constructor(
    readonly spec: TaskSpec<C>,
    readonly at: number,
    private readonly route: Route<C>,
  ) {}

  /** Made of the route each time: only what is shown and compared needs it. */
  get jobs(): readonly ResolvedJob<C>[] {
    return this.route.jobsOf(this);
  }
}
