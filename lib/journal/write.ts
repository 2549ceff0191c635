import { join } from 'node:path';
import { openAppendFile, type AppendFile } from '../system/append-file';
import { withBlock, withoutBlock } from '../system/block-files';
import { changing } from '../system/errno';
import type { System } from '../system/port';
import { ensureSafeFolder } from '../system/safe-folder';
import { createStepping } from '../system/stepping';
import type { Step, SteppedSystem } from '../system/step';
import { momentNow } from '../system/two-clocks';
import { hashBytes } from '../system/tree-hash';
import type { Before, JournalLine } from './entry';
import { runFolders } from './run-folders';

export interface JournalOptions {
  /** The System that really changes things. */
  readonly system: System;
  /** The journal folder of the state; each run gets its own folder in it. */
  readonly folder: string;
  readonly runId: string;
  readonly command: string;
}

export interface RunJournal {
  forTask(task: string): SteppedSystem;
  /** Idempotent. A journal without it belongs to a run that was killed. */
  close(end: { readonly status: number }): void;
}

export const journalName = 'journal.jsonl';
export const blobsName = 'blobs';

/**
 * The write-ahead record of one run: before a change its intent and the old content are on the disk, so that a kill at any point leaves
 * enough to go back. Nothing is made on disk before the first change.
 */
export function openJournal({ system, folder, runId, command }: JournalOptions): RunJournal {
  let file: AppendFile | undefined;
  let closed = false;
  let count = 0;
  let runFolder = '';
  let path = '';

  const append = (line: JournalLine, sync: boolean): void => {
    changing(path, () => {
      file?.append(`${JSON.stringify(line)}\n`);
      if (sync) file?.sync();
    });
  };
  const open = (): void => {
    if (file !== undefined) return;
    ensureSafeFolder(system, folder);
    const { wall, bootId, uptime } = momentNow(system);
    runFolder = join(folder, `${folderTime(system, folder, wall)}-${runId}`);
    path = join(runFolder, journalName);
    system.files.makeFolder(runFolder, 0o700);
    file = changing(path, () => openAppendFile(path, 0o600));
    append({ line: 'open', run: runId, command, at: new Date(wall).toISOString(), bootId, uptime, format: 1 }, true);
  };
  const keep = (content: Buffer): string => {
    const sha256 = hashBytes(content);
    const blob = join(runFolder, blobsName, sha256);
    if (system.files.stat(blob) === undefined) {
      system.files.makeFolder(join(runFolder, blobsName), 0o700);
      system.files.write(blob, content, { mode: 0o600 });
    }
    return sha256;
  };
  const lookBefore = (step: Step): Before => {
    const entry = system.files.stat(step.path);
    switch (entry?.kind) {
      case undefined:
        return { was: 'absent' };
      case 'folder':
        return { was: 'folder', mode: entry.mode };
      case 'link':
        return { was: 'link', target: system.links.read(step.path) ?? '' };
      case 'file': {
        // A moved or re-moded file keeps its content; only what is overwritten or removed needs a copy.
        const content = system.files.read(step.path);
        const kept = ['file.write', 'remove', 'block.write', 'block.remove'].includes(step.kind);
        return { was: 'file', sha256: kept ? keep(content) : hashBytes(content), mode: entry.mode };
      }
      default:
        return { was: 'other' };
    }
  };
  const begin = (task: string, step: Step): number => {
    open();
    count += 1;
    const before = lookBefore(step);
    append({ line: 'intent', n: count, task, step, before, ...afterOf(step, before) }, true);
    return count;
  };
  /** Worked out beforehand: a run that is killed right after the change must be undone byte for byte too. */
  const afterOf = (step: Step, before: Before): { readonly after?: string | null } => {
    if (step.kind !== 'block.write' && step.kind !== 'block.remove') return {};
    const content = before.was === 'file' ? system.files.read(step.path) : undefined;
    if (step.kind === 'block.write') return { after: hashBytes(withBlock(content, step.id, step.text)) };
    const rest = content === undefined ? undefined : withoutBlock(content, step.id);
    return { after: rest === undefined ? null : hashBytes(rest) };
  };
  const end = (n: number): void => {
    append({ line: 'done', n }, false);
  };

  return {
    forTask: (task) => {
      const steps: Step[] = [];
      const stepped = createStepping(system, {
        take: (step, act) => {
          const n = begin(task, step);
          steps.push(step);
          try {
            act();
          } catch (error) {
            append({ line: 'failed', n }, false);
            throw error;
          }
          end(n);
        },
        takeChild: async (step, act) => {
          const n = begin(task, step);
          steps.push(step);
          const outcome = await act();
          end(n);
          return outcome;
        },
      });
      return { system: stepped, steps };
    },
    close: ({ status }) => {
      if (file === undefined || closed) return;
      closed = true;
      append({ line: 'close', status, at: new Date(system.clock.now()).toISOString() }, true);
      file.close();
    },
  };
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
