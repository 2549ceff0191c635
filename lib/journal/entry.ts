import type { Entry } from '../system/ports/files';
import type { Step } from '../system/step';

/** What was at the path of a step before it, as far as undoing needs it. */
export type Before =
  | { readonly was: 'absent' }
  | { readonly was: 'file'; readonly sha256: string; readonly mode: number }
  /** `id`: of a folder that is moved, which keeps it: so undo can tell that it is back already. */
  | { readonly was: 'folder'; readonly mode: number; readonly id?: string }
  | { readonly was: 'link'; readonly target: string }
  | { readonly was: 'other' };

/** Names one folder of this machine as long as it is not copied. */
export function folderId({ dev, ino }: Pick<Entry, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** Which form of lines we write, and the only one that we read. */
export const journalFormat = 1;

/** One line of a journal. An intent is on the disk before its change begins; `done` follows the change. */
export type JournalLine =
  | {
      readonly line: 'open';
      readonly run: string;
      readonly command: string;
      readonly at: string;
      readonly bootId: string;
      readonly uptime: number;
      readonly format: number;
      /** Tasks that were typed. Earlier versions did not say. */
      readonly roots?: readonly string[];
    }
  | ({ readonly line: 'intent' } & Omit<JournalStep, 'done' | 'arrived'>)
  /** `arrived`: the id of a folder that came as a copy, for its system does not rename it. Earlier versions did not say. */
  | { readonly line: 'done'; readonly n: number; readonly arrived?: string }
  /** `unchanged`: all was left as it was, so the step is none. Earlier versions did not say. */
  | { readonly line: 'failed'; readonly n: number; readonly unchanged?: true }
  /** `cutOff`: written by a later run, because this one was killed. */
  | { readonly line: 'close'; readonly status: number; readonly at: string; readonly cutOff?: true };

/** A step of a past run with all that is known about it. */
export interface JournalStep {
  readonly n: number;
  readonly task: string;
  readonly step: Step;
  readonly before: Before;
  /** False when the run was killed, or the call failed, between intent and done: it may or may not have happened. */
  readonly done: boolean;
  /** Of a folder that was moved and has another id since. */
  readonly arrived?: string;
  /** sha256 of the file when its block is written or removed, null when it is gone then: so undo can tell whether it is as we left it. */
  readonly after?: string | null;
  /** Parts of its texts that are secret: they stay as they are, for it could not be taken back otherwise, and whoever tells of it masks them. */
  readonly secrets?: readonly string[];
  /** Of a move to where nothing lay, or a link that goes with it: what else is there after a kill is ours. Earlier versions did not say. */
  readonly free?: true;
}
