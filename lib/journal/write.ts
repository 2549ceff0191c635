import { join } from 'node:path';
import { openAppendFile, type AppendFile } from '../system/append-file';
import { changing, ifPossible } from '../system/errno';
import type { System } from '../system/port';
import { ensureSafeFolder } from '../system/safe-folder';
import { createStepping } from '../system/stepping';
import type { Step, SteppedSystem } from '../system/step';
import { momentNow } from '../system/two-clocks';
import { journalFormat, type JournalLine } from './entry';
import { changeTooLate } from './faults';
import { notingLinks } from './link-away';
import { isAsBefore } from './as-before';
import { masked, noSecrets, secretsOf, type Secrets } from './step-secrets';
import { afterOf, arrivedOf, assertAsSeen, freeOf, lookBefore, type Seen } from './look-before';
import { blobsName, journalName, runFolders } from './run-folders';

export interface JournalOptions {
  /** The System that really changes things. */
  readonly system: System;
  /** The journal folder of the state; each run gets its own folder in it. */
  readonly folder: string;
  readonly runId: string;
  readonly command: string;
  /** Names of the tasks that were typed. */
  readonly roots?: readonly string[];
  /** What command lines are written through, of the run and of its children: a task may have said which of their words are secret. */
  readonly redactor?: Secrets;
}

type Intent = Extract<JournalLine, { line: 'intent' }>;

/** Steps that are about to be made. */
interface Begun {
  readonly intents: readonly Intent[];
  readonly seen: readonly Seen[];
}

export interface RunJournal {
  forTask(task: string): SteppedSystem;
  /** Idempotent. A change after it is refused (UND005, 509). A journal without it belongs to a run that was killed. */
  close(end: { readonly status: number }): void;
  /** False where there is nothing to take back, and where somebody has removed what says how. */
  isThere(): boolean;
}

/**
 * The write-ahead record of one run: before a change its intent and the old content are on the disk, so that a kill at any point leaves
 * enough to go back. Nothing is made on disk before the first change.
 */
export function openJournal({
  system,
  folder,
  runId,
  command,
  roots,
  redactor = noSecrets,
}: JournalOptions): RunJournal {
  let file: AppendFile | undefined;
  let opened = false;
  let closed = false;
  let count = 0;
  let runFolder = '';
  let path = '';

  let size = 0;
  let torn = false;
  /** Runs a call that makes the journal. One that tells of no run goes at once: what its fault says to look at has to be there. */
  const beginning = <T>(at: string, call: () => T): T =>
    changing(at, () => {
      try {
        return call();
      } catch (error) {
        file?.close();
        file = undefined;
        torn = false;
        size = 0;
        ifPossible(() => {
          system.files.removeTree(runFolder);
        });
        throw error;
      }
    });
  const append = (lines: readonly JournalLine[], sync: boolean): void => {
    (opened ? changing : beginning)(path, () => {
      // A full disk may take half a line; with another one behind it the journal would be a damaged one.
      if (torn) file?.cutTo(size);
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      torn = true;
      file?.append(text);
      torn = false;
      size += Buffer.byteLength(text);
      if (sync) file?.sync();
    });
  };
  /** Until its first line is on the disk a journal tells of no run, whatever else is in it. */
  const open = (): void => {
    if (opened) return;
    const { wall, bootId, uptime } = momentNow(system);
    file ??= make(wall);
    const at = new Date(wall).toISOString();
    const typed = roots === undefined ? {} : { roots };
    append(
      [
        {
          line: 'open',
          run: runId,
          command: redactor.text(command),
          at,
          bootId,
          uptime,
          format: journalFormat,
          ...typed,
        },
      ],
      true,
    );
    opened = true;
  };
  const make = (wall: number): AppendFile => {
    ensureSafeFolder(system, folder);
    runFolder = join(folder, `${folderTime(system, folder, wall)}-${runId}`);
    path = join(runFolder, journalName);
    system.files.makeFolder(runFolder, 0o700);
    return beginning(path, () => openAppendFile(path, 0o600));
  };
  const keepAll = (seen: readonly Seen[]): void => {
    const blobs = join(runFolder, blobsName);
    const contents = new Map(
      seen.flatMap(({ before, content }) =>
        before.was === 'file' && content !== undefined ? [[before.sha256, content] as const] : [],
      ),
    );
    const missing = [...contents].filter(([sha256]) => system.files.stat(join(blobs, sha256)) === undefined);
    if (missing.length === 0) return;
    system.files.makeFolder(blobs, 0o700);
    system.files.changeMany(
      missing.map(([sha256, content]) => ({ kind: 'write', path: join(blobs, sha256), content, mode: 0o600 })),
    );
  };
  /** One intent per step. What the steps overwrite and what they are about to do is on the disk when it returns. */
  const begin = (task: string, steps: readonly Step[]): Begun => {
    if (closed) throw changeTooLate({});
    open();
    const seen = steps.map((step) => lookBefore(system, step));
    const intents = seen.map((each): Intent => {
      count += 1;
      const known = { before: each.before, ...afterOf(each), ...freeOf(system, each, steps) };
      const step = masked(each.step, redactor.text);
      return { line: 'intent', n: count, task, step, ...known, ...secretsOf(step, redactor) };
    });
    keepAll(seen);
    append(intents, true);
    return { intents, seen };
  };

  return {
    forTask: (task) => {
      const steps: Step[] = [];
      const takeMany = (many: readonly Step[], act: () => void): void => {
        const { intents, seen } = begin(task, many);
        steps.push(...many);
        let isBegun = false;
        try {
          for (const each of seen) assertAsSeen(system, each);
          isBegun = true;
          notingLinks(system, folder, intents, act);
        } catch (error) {
          const isNone = (intent: Intent): boolean => !isBegun || neverHappened(system, intent);
          const never = new Set(intents.filter(isNone).map(({ step }) => step));
          steps.splice(0, steps.length, ...steps.filter((step) => !never.has(step)));
          append(
            intents.map(({ n, step }) => ({ line: 'failed', n, ...(never.has(step) ? { unchanged: true } : {}) })),
            false,
          );
          throw error;
        }
        append(
          intents.map(({ n }, index) => ({ line: 'done', n, ...arrivedOf(system, seen[index]) })),
          false,
        );
      };
      const stepped = createStepping(system, {
        take: (step, act) => {
          takeMany([step], act);
        },
        takeMany,
        takeChild: async (step, act) => {
          const [{ n } = { n: 0 }] = begin(task, [step]).intents;
          steps.push(step);
          const outcome = await act();
          append([{ line: 'done', n }], false);
          return outcome;
        },
      });
      return { system: stepped, steps };
    },
    close: ({ status }) => {
      if (closed) return;
      closed = true;
      // One that was never opened goes with the next sweep: nothing was changed.
      if (file === undefined || !opened) return;
      try {
        append([{ line: 'close', status, at: new Date(system.clock.now()).toISOString() }], true);
      } finally {
        // Where an open file is in the way, the next run could not close it for us.
        file.close();
      }
    },
    isThere: () => opened && system.files.stat(path) !== undefined,
  };
}

/** True for a step that failed and left everything as it was: it is no change. Half of a tree may be gone, so that counts. */
function neverHappened(system: System, { step, before }: Intent): boolean {
  if (step.kind === 'tree.remove') return false;
  try {
    return isAsBefore(system, step.path, before);
  } catch {
    // The failure of the step is what is to be told; nobody knows how far it came.
    return false;
  }
}

/**
 * Orders the folders, and with them the runs: the time, but later than that of every run before. A clock that was set back must not make a
 * new run an old one, or the wrong one would be undone.
 */
function folderTime(system: System, folder: string, now: number): string {
  const newest = runFolders(system, folder).at(-1);
  const [, ...parts] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-/.exec(newest ?? '') ?? [];
  const [year = 0, month = 1, day, hours, minutes, seconds, ms] = parts.map(Number);
  const past = newest === undefined ? 0 : Date.UTC(year, month - 1, day, hours, minutes, seconds, ms);
  return new Date(Math.max(now, past + 1)).toISOString().replaceAll(/[-:.]/g, '');
}
