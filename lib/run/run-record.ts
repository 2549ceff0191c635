import { isMark, readOpenRuns } from '../journal/at-work';
import { isStackError } from '../kernel/fault';
import { once } from '../kernel/once';
import { fileMissing } from '../system/faults';
import { inFolder } from '../system/in-folder';
import { isoTime } from '../system/iso-time';
import type { System } from '../system/port';
import type { Envelope } from './envelope';

/** Writes `runs/<run id>.json`: what ran, how long, how it ended; `tasks` are pieces of the JSON of all tasks. Returns its path. */
export function writeRunRecord(
  system: System,
  folder: string,
  command: string,
  runId: string,
  { corr_id, data: _answer, tasks: listed, ...kept }: Envelope,
  tasks: readonly string[] = [JSON.stringify(listed)],
): string {
  const head = JSON.stringify({ run: runId, corr_id, command, finished: isoTime(system.clock.now()), ...kept });
  return writeRunFile(system, folder, `${runId}.json`, asLine([head.slice(0, -1), ',"tasks":', ...tasks, '}']));
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

/** Pieces put together would be copied before they are written: the record of a large graph has megabytes. */
function asLine(pieces: readonly string[]): Buffer | string {
  const length = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 1);
  if (length < 1 << 16) return `${pieces.join('')}\n`;
  const bytes = Buffer.allocUnsafe(length);
  let end = 0;
  for (const piece of pieces) end += bytes.write(piece, end);
  bytes[end] = 10;
  return bytes;
}

function writeRunFile(system: System, folder: string, name: string, text: Buffer | string): string {
  const path = inFolder(folder, name);
  // Who lost power looks at the log; every run would wait for the disk twice.
  const write = (): void => {
    system.files.write(path, text, { mode: 0o600, durable: false });
  };
  try {
    write();
  } catch (error) {
    // The folder is there but for the first run.
    if (!isStackError(error) || error.code !== fileMissing.page.code) throw error;
    system.files.makeFolder(folder, 0o700);
    write();
  }
  return path;
}
