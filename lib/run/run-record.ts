import { isMark, readOpenRuns } from '../journal/at-work';
import { once } from '../kernel/once';
import { inFolder } from '../system/in-folder';
import { isoTime } from '../system/iso-time';
import type { System } from '../system/port';
import { unlessGone } from '../system/unless-gone';
import type { Envelope } from './envelope';

/** The tasks of a record as pieces of JSON, and how many there are. */
export interface TaskTexts {
  readonly count: number;
  readonly pieces: Iterable<string>;
}

/** Writes `runs/<run id>.json`: what ran, how long, how it ended; `texts` in the place of the tasks in the document. Returns its path. */
export function writeRunRecord(
  system: System,
  folder: string,
  command: string,
  runId: string,
  { corr_id, data: _answer, tasks, ...kept }: Envelope,
  texts: TaskTexts = { count: 0, pieces: [JSON.stringify(tasks)] },
): string {
  const head = JSON.stringify({ run: runId, corr_id, command, finished: isoTime(system.clock.now()), ...kept });
  return writeRunFile(system, folder, `${runId}.json`, asLine(`${head.slice(0, -1)},"tasks":`, texts));
}

/** Writes the whole document of a run whose answer was too large for stdout. Returns its path. */
export function writeRunData(system: System, folder: string, runId: string, whole: string): string {
  return writeRunFile(system, folder, `${runId}.data.json`, whole);
}

/** What we leave of a run: its record, its whole answer, its mark where it was killed, and logs of builds that ran side by side. The folder may be one of the user's. */
const ours = /^[0-9a-f]{8}-[0-9a-f-]{27}\.(?:(?:data\.)?json|running|build-\d+\.log)$/;

/** Removes what runs have left that is older than the logs are kept. */
export function pruneRunRecords(system: System, folder: string, keepDays: number): void {
  if (system.files.stat(folder)?.kind !== 'folder') return;
  const atWork = once(() => readOpenRuns(system, folder).filter(({ isAtWork }) => isAtWork));
  const oldest = system.clock.now() - keepDays * 86_400_000;
  for (const { name, kind } of system.files.list(folder, { onlyUtf8: true })) {
    const path = inFolder(folder, name);
    const entry = kind === 'file' && ours.test(name) ? system.files.stat(path) : undefined;
    if (entry === undefined || entry.mtimeMs >= oldest) continue;
    // A run may take longer than logs are kept.
    if (isMark(name) && atWork().some(({ run }) => name.startsWith(run))) continue;
    system.files.remove(path);
  }
}

/** Bytes that the text of a task takes in most runs, and some more. */
const bytesEach = 112;

/** The record of a large graph has megabytes: its pieces are put into the bytes that are written as they come, and not together before. */
function asLine(head: string, { count, pieces }: TaskTexts): Buffer | string {
  if (count < 500) return `${head}${[...pieces].join('')}}\n`;
  let bytes = Buffer.allocUnsafe(head.length * 3 + count * bytesEach);
  let end = bytes.write(head);
  const add = (piece: string): void => {
    const most = end + piece.length * 3;
    if (most > bytes.length) bytes = Buffer.concat([bytes.subarray(0, end)], most * 2);
    end += bytes.write(piece, end);
  };
  for (const piece of pieces) add(piece);
  add('}\n');
  return bytes.subarray(0, end);
}

function writeRunFile(system: System, folder: string, name: string, text: Buffer | string): string {
  const path = inFolder(folder, name);
  // Who lost power looks at the log; every run would wait for the disk twice.
  const write = (): true => {
    system.files.write(path, text, { mode: 0o600, durable: false });
    return true;
  };
  if (unlessGone(write) === undefined) {
    // The folder is there but for the first run.
    system.files.makeFolder(folder, 0o700);
    write();
  }
  return path;
}
