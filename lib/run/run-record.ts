import { isMark, readOpenRuns } from '../journal/at-work';
import { once } from '../kernel/once';
import { tookMs, type TaskResult } from '../kernel/result';
import { inFolder } from '../system/in-folder';
import { isoTime } from '../system/iso-time';
import type { System } from '../system/port';
import { unlessGone } from '../system/unless-gone';
import type { Envelope, EnvelopeTask } from './envelope';

/** The document of a run without its tasks. */
export type RunHead = Omit<Envelope, 'tasks'>;

/** The tasks of a run as its record has them. */
export interface RecordedTasks {
  readonly tasks: readonly EnvelopeTask[];
  /** Names of those of a large run that succeeded in no time, of which there is nothing else to tell. */
  readonly at_once?: readonly string[];
}

/** So many tasks make a large run, whose record would have megabytes: most of its lines would say the same. */
const many = 500;
/** Milliseconds that are told as 0. */
const noTimeMs = 0.5;

/** The tasks of a run for its record, each as `tell` has it; of a run of 500 tasks and more, those that succeeded in no time by their names alone. */
export function recordedTasks(
  results: readonly TaskResult[],
  tell: (result: TaskResult) => EnvelopeTask,
): RecordedTasks {
  if (results.length < many) return { tasks: results.map(tell) };
  const tasks: EnvelopeTask[] = [];
  const names: string[] = [];
  for (const result of results) {
    const { state, status, reason, why } = result;
    if (state === 'succeeded' && status === 0 && tookMs(result) < noTimeMs && reason === null && why === null)
      names.push(result.name);
    else tasks.push(tell(result));
  }
  return { tasks, at_once: names };
}

/** Writes `runs/<run id>.json`: what ran, how long, how it ended, without the answer. Returns its path. */
export function writeRunRecord(
  system: System,
  folder: string,
  command: string,
  runId: string,
  { corr_id, data: _answer, ...head }: RunHead,
  tasks: RecordedTasks,
): string {
  const record = { run: runId, corr_id, command, finished: isoTime(system.clock.now()), ...head, ...tasks };
  return writeRunFile(system, folder, `${runId}.json`, `${JSON.stringify(record)}\n`);
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

function writeRunFile(system: System, folder: string, name: string, text: string): string {
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
