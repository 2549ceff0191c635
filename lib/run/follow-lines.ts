import { join } from 'node:path';
import { pause } from '../kernel/stop';
import type { LogRecord } from '../log/logger';
import type { System } from '../system/port';
import { readPiece } from '../system/read-piece';
import { byDayAndPart, fittingLine, type LineQuery } from './past-lines';
import { createRunWatch, type WatchedRun } from './run-watch';

export interface FollowOptions {
  readonly system: Pick<System, 'files' | 'processes' | 'machine' | 'clock'>;
  readonly logs: string;
  readonly runs: string;
  readonly query: LineQuery;
  /** How the id of the run begins whose end is waited for, or its correlation id. */
  readonly watched: string | undefined;
  readonly signal: AbortSignal;
  readonly onLine: (record: LogRecord) => void;
  /** Milliseconds between two looks. */
  readonly pauseMs: number;
}

/** How far a file was read, and the beginning of a line that was not whole yet. */
interface Tail {
  offset: number;
  begun: Buffer;
}

const piece = 256 * 1024;

/**
 * Tells the newest lines that fit (at most `query.limit`), then every further one as it comes, also from files that are begun meanwhile.
 * Ends when the signal is aborted, or when the run that is watched is over or was killed, and answers what it is then. Looks instead
 * of being woken: a log may lie on a volume that tells nobody of changes.
 */
export async function followLines(options: FollowOptions): Promise<WatchedRun> {
  const { system, runs, query, watched: run, signal, onLine, pauseMs } = options;
  const tails = new Map<string, Tail>();
  const isStopped = (): boolean => signal.aborted;
  const look = createRunWatch({ system, runs, run });
  let newestMs: number | undefined;
  const agoMs = (): number | undefined => (newestMs === undefined ? undefined : system.clock.now() - newestMs);
  let newest: LogRecord[] = [];
  let watched = look(agoMs());
  readNew(options, tails, (record) => {
    newest.push(record);
    newestMs = Date.parse(record.ts);
    if (newest.length > query.limit * 2) newest = newest.slice(-query.limit);
  });
  for (const record of newest.slice(-query.limit)) onLine(record);
  while (watched.state === 'open' && !isStopped()) {
    await pause(pauseMs, signal);
    // Asked first: what was written before the record is read after it.
    watched = look(agoMs());
    readNew(options, tails, (record) => {
      newestMs = Date.parse(record.ts);
      onLine(record);
    });
  }
  return watched;
}

function readNew(
  { system: { files }, logs, query }: FollowOptions,
  tails: Map<string, Tail>,
  onLine: (record: LogRecord) => void,
): void {
  if (files.stat(logs)?.kind !== 'folder') return;
  const names = files
    .list(logs, { onlyUtf8: true })
    .flatMap(({ name, kind }) => (kind === 'file' && name.endsWith('.jsonl') ? [name] : []));
  for (const name of tails.keys()) if (!names.includes(name)) tails.delete(name);
  for (const name of names.sort(byDayAndPart)) {
    const tail = tails.get(name) ?? { offset: 0, begun: Buffer.alloc(0) };
    tails.set(name, tail);
    for (let bytes = readPiece(join(logs, name), tail.offset, piece); bytes !== undefined && bytes.length > 0;) {
      tail.offset += bytes.length;
      const whole = Buffer.concat([tail.begun, bytes]);
      const end = whole.lastIndexOf(10) + 1;
      tail.begun = whole.subarray(end);
      for (const text of whole.subarray(0, end).toString('utf8').split('\n')) {
        const record = fittingLine(text, query);
        if (record !== undefined) onLine(record);
      }
      bytes = readPiece(join(logs, name), tail.offset, piece);
    }
  }
}
