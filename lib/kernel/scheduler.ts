import { asFault } from './as-fault';
import { combineStatuses, type ExitStatus } from './exit';
import type { Graph, GraphNode } from './graph';
import { createLimit } from './limit';
import { readEnd } from './outcome';
import { withRetry } from './retry';
import { withTimeLimit } from './time-limit';
import type { ParsedReference } from './reference';
import type { RunEvent, TaskResult } from './result';
import type { TaskEnd } from './task';

export interface ScheduleOptions<C> {
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Milliseconds a task may take that says nothing itself; undefined: as long as it likes. */
  readonly timeoutMs?: number | undefined;
  /** Aborted by Ctrl-C or SIGTERM: nothing new starts. */
  readonly signal: AbortSignal;
  readonly monotonic: () => number;
  /** The context of one task; `finish` may turn a plain end into a no-op. */
  readonly prepare: (name: string, signal: AbortSignal) => Promise<PreparedTask<C>>;
  readonly onEvent: (event: RunEvent) => void;
}

export interface PreparedTask<C> {
  readonly context: C;
  readonly finish: (end: TaskEnd) => TaskEnd;
}

export interface ScheduleOutcome {
  readonly status: ExitStatus;
  /** In the order the tasks ended. */
  readonly results: readonly TaskResult[];
}

/**
 * Runs a graph: every task at most once, whoever needs it. The edge decides whether a failure matters: a safe reference
 * turns it into 201, a hard one blocks the task that needed it. Running tasks are aborted only when a chain of hard
 * references leads from the failure up to a root, because only then the run as a whole has failed.
 */
export async function runGraph<C>(graph: Graph<C>, options: ScheduleOptions<C>): Promise<ScheduleOutcome> {
  const { prepare, onEvent, monotonic } = options;
  const zero = monotonic();
  const limit = createLimit(options.jobs);
  const failed = new AbortController();
  const stop = AbortSignal.any([failed.signal, options.signal]);
  const isStopped = (): boolean => stop.aborted;
  const started = new Map<string, Promise<TaskResult>>();
  const results: TaskResult[] = [];
  const hardFailures = new Set<string>();
  /** Tasks whose condition was not met the last time they were asked. */
  const undecided = new Set<string>();

  const need = async (reference: ParsedReference, depth: number, hardUp: boolean): Promise<TaskResult> => {
    const node = graph.nodes.get(reference.name);
    if (node === undefined) throw new Error(`${reference.name} is not in the graph`);
    const hard = hardUp && !reference.safe;
    let result = started.get(reference.name);
    if (result === undefined) {
      result = execute(node, depth, hard);
      started.set(reference.name, result);
    }
    const ended = await result;
    // Asked again at the next reference: what is false now may be true then.
    if (undecided.has(ended.name)) started.delete(ended.name);
    if (hard && isFailure(ended)) {
      hardFailures.add(ended.blockedBy ?? ended.name);
      if (!options.keepGoing) failed.abort();
    }
    return ended;
  };

  const execute = async (node: GraphNode<C>, depth: number, hardUp: boolean): Promise<TaskResult> => {
    const { name } = node.spec;
    let blocker: TaskResult | undefined;
    for (const group of node.groups) {
      const ended = await Promise.all(group.map((reference) => need(reference, depth + 1, hardUp)));
      blocker = ended.find((result, index) => isFailure(result) && group[index]?.safe === false);
      if (blocker !== undefined) break;
    }
    const startMs = monotonic() - zero;
    const result =
      blocker !== undefined
        ? withoutRunning(name, startMs, blocker)
        : stop.aborted
          ? withoutRunning(name, startMs, null)
          : await limit(() => act(node, depth, hardUp));
    const earlier = results.findIndex((other) => other.name === name);
    if (earlier !== -1) results.splice(earlier, 1);
    results.push(result);
    onEvent({ kind: 'ended', result, depth });
    return result;
  };

  const act = async ({ spec }: GraphNode<C>, depth: number, hardUp: boolean): Promise<TaskResult> => {
    const startMs = monotonic() - zero;
    // Another slot may have failed while this one waited for its turn.
    if (stop.aborted) return withoutRunning(spec.name, startMs, null);
    onEvent({ kind: 'started', name: spec.name, depth });
    const base = { name: spec.name, startMs, blockedBy: null };
    try {
      const end = await withTimeLimit(spec.name, spec.timeout ?? options.timeoutMs, stop, monotonic, (signal) =>
        work(spec, signal),
      );
      return { ...base, ...resultOf(end), durationMs: monotonic() - zero - startMs };
    } catch (thrown) {
      // Told to stop, it stopped: that is no failure of its own.
      if (isStopped() && isAbort(thrown)) return stoppedWhileRunning(spec.name, startMs, monotonic() - zero - startMs);
      const error = asFault(spec.name, thrown);
      // Here and not when the failure is inherited: the slot goes to the next in line before that.
      if (hardUp && !options.keepGoing) failed.abort();
      const durationMs = monotonic() - zero - startMs;
      return { ...base, state: 'failed', status: error.exit, reason: null, data: null, error, durationMs };
    }
  };

  /** The condition, and the body with its further attempts. */
  const work = async (spec: GraphNode<C>['spec'], signal: AbortSignal): Promise<TaskEnd> => {
    const { context, finish } = await prepare(spec.name, signal);
    undecided.delete(spec.name);
    if (spec.if !== undefined && !(await spec.if(context))) {
      undecided.add(spec.name);
      return { kind: 'skipped', code: 'IF', reason: 'its condition is not met', data: null };
    }
    const value = await withRetry(
      spec.retry,
      signal,
      () => spec.run?.(context),
      (attempt, thrown, waitMs) => {
        onEvent({ kind: 'retried', name: spec.name, attempt, error: asFault(spec.name, thrown), waitMs });
      },
    );
    return finish(readEnd(value));
  };

  for (const root of graph.roots) {
    // What was asked for and never began is part of the answer.
    if (stop.aborted && !started.has(root.name)) results.push(withoutRunning(root.name, monotonic() - zero, null));
    else await need(root, 0, true);
  }
  const statuses = results.map(({ name, state, status }) =>
    state === 'failed' && !hardFailures.has(name) ? 201 : status,
  );
  return { status: combineStatuses(statuses), results };
}

/** What Node throws where a signal was aborted; read by name, for it may come from another realm. */
function isAbort(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'AbortError';
}

function isFailure({ state }: TaskResult): boolean {
  return state === 'failed' || state === 'blocked' || state === 'cancelled';
}

function resultOf(end: TaskEnd): Pick<TaskResult, 'state' | 'status' | 'reason' | 'data' | 'error'> {
  const { data } = end;
  switch (end.kind) {
    case 'partial':
      return { state: 'partial', status: end.status, reason: end.reason, data, error: null };
    case 'skipped':
      return { state: 'skipped', status: 0, reason: `${end.code}: ${end.reason}`, data, error: null };
    case 'no-op':
      return { state: 'no-op', status: 0, reason: null, data, error: null };
    case 'done':
      return { state: 'succeeded', status: 0, reason: null, data, error: null };
  }
}

/** A task that does not run: blocked by a failure below it (the cause is named, not its messenger), or cancelled. */
function withoutRunning(name: string, startMs: number, blocker: TaskResult | null): TaskResult {
  const cause = blocker?.blockedBy ?? blocker?.name ?? null;
  const state = blocker === null || blocker.state === 'cancelled' ? 'cancelled' : 'blocked';
  const reason = state === 'blocked' ? `blocked by ${cause ?? name}` : 'the run was stopped before its turn';
  return { name, state, status: 0, reason, data: null, error: null, blockedBy: cause, startMs, durationMs: 0 };
}

function stoppedWhileRunning(name: string, startMs: number, durationMs: number): TaskResult {
  const reason = 'the run was stopped while it ran';
  return { name, state: 'cancelled', status: 0, reason, data: null, error: null, blockedBy: null, startMs, durationMs };
}
