import { join } from 'node:path';
import { readOpenRuns, type OpenRun } from '../journal/at-work';
import { ifPossible } from '../system/errno';
import type { System } from '../system/port';
import { unknownRecord } from './faults';

/** A run record as far as the list needs it. */
export interface PastRun {
  readonly run: string;
  readonly corr_id: string;
  readonly command: string;
  readonly finished: string;
  readonly exit_code: number;
  readonly duration_ms: number;
}

const shape = /^[0-9a-f]{8}-[0-9a-f-]{27}\.json$/;

/** Every run on record, newest first. A record that cannot be read is told and left out. */
export function listRuns(
  { files }: Pick<System, 'files'>,
  folder: string,
  onDamaged: (path: string) => void,
): readonly PastRun[] {
  if (files.stat(folder)?.kind !== 'folder') return [];
  return files
    .list(folder, { onlyUtf8: true })
    .filter(({ name }) => shape.test(name))
    .flatMap(({ name }): readonly PastRun[] => {
      const path = join(folder, name);
      const record = ifPossible(() => parse(files.readText(path)));
      if (isPastRun(record)) return [record];
      onDamaged(path);
      return [];
    })
    .sort((a, b) => (a.finished < b.finished ? 1 : a.finished > b.finished ? -1 : 0));
}

/** A run that is at work, or was killed: its mark is all that there is of it. */
export interface UnendedRun extends Omit<OpenRun, 'isAtWork'> {
  readonly state: 'running' | 'cut off';
}

/** What `read` says is on record, and every run that is not, newest first; a run may come to its end between the two looks, and is in one list then. */
export function withUnended<R extends Pick<PastRun, 'run'>>(
  system: Pick<System, 'files' | 'processes' | 'machine'>,
  folder: string,
  read: () => readonly R[],
): { readonly runs: readonly R[]; readonly unended: readonly UnendedRun[] } {
  const marked = readOpenRuns(system, folder);
  const runs = read();
  const unended = marked
    .filter((one) => !runs.some(({ run }) => run === one.run))
    .map(({ isAtWork, ...told }): UnendedRun => ({ state: isAtWork ? 'running' : 'cut off', ...told }))
    .sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));
  return { runs, unended };
}

/**
 * The run whose id begins with `id`, or the newest.
 * @throws `unknownRecord` (RUN017, 501).
 */
export function findPastRun<R extends Pick<PastRun, 'run'>>(runs: readonly R[], id: string | undefined): R {
  const found = id === undefined ? runs.slice(0, 1) : runs.filter(({ run }) => run.startsWith(id.toLowerCase()));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw unknownRecord({ run: id ?? 'at all', fits: id === undefined ? 0 : found.length });
  return only;
}

/**
 * What the correlation ids of the lines of a run begin with, on record or not over yet, whose own id or correlation id begins with `id`;
 * undefined when there is none.
 * @throws `unknownRecord` (RUN017, 501) when it fits several.
 */
export function correlationOf(
  system: Pick<System, 'files' | 'processes' | 'machine'>,
  folder: string,
  id: string,
): string | undefined {
  const known = [...listRuns(system, folder, () => undefined), ...readOpenRuns(system, folder)];
  if (known.some(({ corr_id }) => corr_id.startsWith(id))) return id;
  const handed = new Set(known.flatMap(({ run, corr_id }) => (run.startsWith(id) ? [corr_id] : [])));
  if (handed.size > 1) throw unknownRecord({ run: id, fits: handed.size });
  return [...handed][0];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off or edited: the caller says so.
    return undefined;
  }
}

function isPastRun(value: unknown): value is PastRun {
  if (typeof value !== 'object' || value === null) return false;
  const { run, command, finished, exit_code: status }: Partial<PastRun> = value;
  return (
    typeof run === 'string' && typeof command === 'string' && typeof finished === 'string' && typeof status === 'number'
  );
}
