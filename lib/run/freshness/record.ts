import { join } from 'node:path';
import type { System } from '../../system/port';
import type { Prints } from './fingerprint';

/** What a task read and made when it came to its last good end. There is none while its code is at work, nor after a bad end. */
export interface FreshRecord {
  readonly version: 1;
  /** The marks of what was taken back then, see `taken-back.ts`: empty where the task changes nothing that could be. */
  readonly takenBack: readonly string[];
  readonly task: string;
  readonly root: string;
  /** sha256 of the task's own definition and options. */
  readonly definition: string;
  readonly inputs: Prints;
  readonly outputs: Prints;
  /** Of a partial task, the input that each output was made of. */
  readonly madeOf: Readonly<Record<string, string>>;
}

/** Where the record of a task in a build root lies. */
export function recordPath(state: string, { hash }: System, root: string, task: string): string {
  // The name is for whoever looks into the folder: one of any length has to fit into the name of a file.
  return join(state, 'fresh', `${task.toLowerCase().slice(0, 60)}-${hash.bytes(`${root}\n${task}`).slice(0, 12)}.json`);
}

/** The record, or undefined: none, or one that cannot be read, which costs one more run of the task and nothing else. */
export function readRecord({ files }: System, path: string): FreshRecord | undefined {
  if (files.stat(path)?.kind !== 'file') return undefined;
  try {
    const value: unknown = JSON.parse(files.readText(path));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord({ files }: System, path: string, record: FreshRecord): void {
  files.makeFolder(join(path, '..'), 0o700);
  files.write(path, `${JSON.stringify(record)}\n`, { mode: 0o600 });
}

export function removeRecord({ files }: System, path: string): void {
  // Another run of the same task may have come first.
  if (files.stat(path) !== undefined) files.remove(path);
}

function isRecord(value: unknown): value is FreshRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { version, takenBack, definition, inputs, outputs, madeOf }: Partial<FreshRecord> = value;
  const isSaid = version === 1 && Array.isArray(takenBack) && typeof definition === 'string';
  return isSaid && [inputs, outputs, madeOf].every((files) => typeof files === 'object');
}
