import { once } from '../kernel/once';
import type { Stopper } from '../kernel/stop';
import type { RunJournal } from '../journal';
import type { OwnedPaths } from '../config/paths';
import type { Redactor } from '../log';
import type { System } from '../system/port';
import type { Step, SteppedSystem } from '../system/step';
import type { HeldLock } from '../system/ports/locks';
import type { Task } from './define-task';

export interface TaskSystemsOptions {
  readonly system: System;
  readonly paths: OwnedPaths;
  readonly runId: string;
  readonly command: string;
  /** Names of the tasks that were typed. */
  readonly roots: readonly string[];
  readonly redactor: Pick<Redactor, 'text' | 'found'>;
  readonly dryRun: boolean;
  readonly waitMs: number;
  /** Days after which a run cannot be undone any more. */
  readonly keepDays: number;
  readonly stop: Pick<Stopper, 'signal'>;
}

/** Gives every task the System it may have, and remembers what was changed. */
export interface TaskSystems {
  /** What every task that says it changes nothing gets; undefined in a dry run, where each has its own. */
  readonly plain: System | undefined;
  /** @throws `lockedByOther` (507) when another run is changing this machine. */
  forTask(task: Task): SteppedSystem | Promise<SteppedSystem>;
  /** For what is on record of tasks that have run: ours, and no change of theirs. That of a dry run is gone with it. */
  store(): System;
  /** Steps by task, in the order the tasks began. */
  steps(): ReadonlyMap<string, readonly Step[]>;
  /** True when what was changed can be taken back. */
  canTakeBack(): boolean;
  close(status: number): void;
}

/**
 * Dry run: everything is recorded over the real System, nothing is written. Real run: a mutating task is journaled, under one lock
 * for all changing runs of this user; any other task gets the plain System.
 */
export function createTaskSystems(options: TaskSystemsOptions): TaskSystems {
  return options.dryRun ? recordingSystems(options) : journaledSystems(options);
}

function recordingSystems({ system }: TaskSystemsOptions): TaskSystems {
  const { createRecording } = require('../system/recording') as typeof import('../system/recording');
  const recording = createRecording(system);
  const steps = new Map<string, readonly Step[]>();
  const again = new Map<string, SteppedSystem>();
  return {
    plain: undefined,
    forTask: (task) => {
      const stepped = again.get(task.name) ?? recording.forTask(task.name);
      if (task.repeats === true) again.set(task.name, stepped);
      // Reports and probes of a task that says it changes nothing are no steps of the plan.
      if (task.mutates === true) steps.set(task.name, stepped.steps);
      return stepped;
    },
    store: once(() => createRecording(system).forTask('').system),
    steps: () => steps,
    canTakeBack: () => false,
    close: () => undefined,
  };
}

function journaledSystems(options: TaskSystemsOptions): TaskSystems {
  const { system, paths, runId, command, roots, redactor, waitMs, keepDays, stop } = options;
  const steps = new Map<string, readonly Step[]>();
  const again = new Map<string, SteppedSystem>();
  const unchanging: SteppedSystem = { system, steps: [] };
  let journal: RunJournal | undefined;
  let lock: Promise<HeldLock> | undefined;
  let held: HeldLock | undefined;
  let isClosed = false;
  const open = async (): Promise<RunJournal> => {
    lock ??= system.locks.acquire({
      folder: paths.locks,
      name: 'changes',
      waitMs,
      purpose: redactor.text(command),
      signal: stop.signal,
    });
    try {
      held = await lock;
    } catch (error) {
      // The next task asks again: whoever held it may be gone by then.
      lock = undefined;
      throw error;
    }
    if (isClosed) {
      // It was cut off while it waited for the lock, and nobody else would give that back.
      held.release();
      const { changeTooLate } = require('../journal') as typeof import('../journal');
      throw changeTooLate({});
    }
    if (journal !== undefined) return journal;
    // Most runs change nothing and need neither journal nor undo.
    const { openJournal, sweepJournals } = require('../journal') as typeof import('../journal');
    const { sweepTemporaries } = require('../system/temporaries') as typeof import('../system/temporaries');
    sweepJournals(system, paths.journal, keepDays);
    // Every run writes here, under no lock.
    for (const folder of [paths.state, paths.reports, paths.runs]) sweepTemporaries(system, folder, 'dead');
    journal = openJournal({ system, folder: paths.journal, runId, command, roots, redactor });
    return journal;
  };
  return {
    plain: system,
    forTask: (task) => {
      if (task.mutates !== true) return unchanging;
      return open().then((opened) => {
        // One that repeats goes on where it was: its steps are those of all its turns.
        const stepped = again.get(task.name) ?? opened.forTask(task.name);
        if (task.repeats === true) again.set(task.name, stepped);
        steps.set(task.name, stepped.steps);
        return stepped;
      });
    },
    store: () => system,
    steps: () => steps,
    canTakeBack: () => journal?.isThere() === true,
    close: (status) => {
      isClosed = true;
      try {
        journal?.close({ status });
      } finally {
        // A full disk is no reason to keep the others from changing things.
        held?.release();
      }
    },
  };
}
