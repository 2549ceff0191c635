import {
  findRun,
  readOpenRuns,
  readRuns,
  undoNewest,
  undoRun,
  type JournaledRun,
  type NewestUndo,
  type UndoReport,
} from '../../lib/journal';
import { counted } from '../../lib/kernel/counted';
import { isStackError } from '../../lib/kernel/fault';
import { confirmationNeeded } from '../../lib/kernel/faults';
import { partial } from '../../lib/kernel/outcome';
import { toType } from '../../lib/kernel/to-type';
import type { Logger } from '../../lib/log';
import { defineTask } from '../../lib/run/define-task';

type NamedRun = Pick<JournaledRun, 'at' | 'command'> & { readonly run: string };

type Answer = UndoReport & {
  readonly at: string;
  /** Why it was this run. */
  readonly why: string;
  /** Newer runs of which nothing could be taken back. */
  readonly passed: readonly UndoReport[];
  /** What could be taken back next; null when a run was named, or there is none. */
  readonly before: NamedRun | null;
  /** Nothing was taken back: it is what would be. */
  readonly dryRun: boolean;
};

export default defineTask({
  name: 'Undo.Run',
  summary: 'Take a run back: files, links, folders and environment blocks, newest first',
  config: 'optional',
  taskFiles: 'optional',
  mutates: true,
  changes: 'what the run changed, back to what it was; whatever was changed since is refused by name',
  options: {
    run: {
      type: 'string',
      describe: 'id of the run, or how it begins; default: the newest that has something left',
      pattern: '^[0-9a-fA-F-]{4,36}$',
    },
  },
  run: async ({ system, paths, options, log, confirm, secret, dryRun }) => {
    // This very run may have changed something before it came here. One whose journal is closed has ended, also where its record is still to come.
    const atWork = readOpenRuns(system, paths.runs).flatMap(({ run, isAtWork }) => (isAtWork ? [run] : []));
    const runs = readRuns(system, paths.journal, ({ message }) => {
      log.warn(message);
    }).filter(({ id, status }) => status !== null || !atWork.includes(id));
    let told: UndoReport | undefined;
    const goOn = async (stuck: UndoReport, before: JournaledRun): Promise<boolean> => {
      tell(log, stuck);
      told = stuck;
      const question = `nothing of ${titleOf(stuck)} can be taken back; take back ${titleOf(toNamed(before))} in its place?`;
      return confirm(question).then(() => true, unlessRefused);
    };
    const id = typeof options['run'] === 'string' ? options['run'] : undefined;
    const end: NewestUndo =
      id === undefined
        ? await undoNewest(system, runs, goOn, secret)
        : { report: await undoRun(system, findRun(runs, id), secret), passed: [], before: undefined };
    const { report, passed, before } = end;
    if (report !== told) tell(log, report);
    const run = runs.find((one) => one.id === report.run);
    const why = id === undefined ? reasonOf(end, run) : 'it was named';
    const next = before === undefined ? null : toNamed(before);
    const answer: Answer = { ...report, at: run?.at ?? '', why, passed, before: next, dryRun };
    const { length } = report.refused;
    return length === 0
      ? answer
      : partial(205, `${length} of ${counted(run?.steps.length ?? length, 'step')} could not be taken back`, answer);
  },
  show: (data) => {
    const { run, command, at, why, undone, refused, before, dryRun } = data as Answer;
    const left = refused.length > 0 ? `; ${refused.length} left alone` : '';
    return [
      `${dryRun ? 'would take back' : 'took back'} ${counted(undone, 'step')} of: ${command}${left}`,
      `run ${shortOf(run)} of ${timeOf(at)}: ${why}`,
      ...(refused.length === 0 ? [] : [`when what is in the way is gone: ${toType(`Undo.Run --run ${shortOf(run)}`)}`]),
      ...(before === null
        ? []
        : [`the run before it, ${titleOf(before)}: ${toType(`Undo.Run --run ${shortOf(before.run)}`)}`]),
    ].join('\n');
  },
});

function tell(log: Pick<Logger, 'warn' | 'verbose'>, { refused, kept }: UndoReport): void {
  for (const { path, reason } of refused) log.warn(`left alone: ${path}: ${reason}`);
  for (const { path, reason } of kept) log.verbose(`kept: ${path}: ${reason}`);
}

/** No, and nobody there to ask: the run that nothing more can be taken back of is the answer then. */
function unlessRefused(error: unknown): false {
  if (!isStackError(error) || error.code !== confirmationNeeded.page.code) throw error;
  return false;
}

function reasonOf({ passed }: NewestUndo, run: JournaledRun | undefined): string {
  const [newest] = passed;
  if (newest !== undefined)
    return `the newest that anything can be taken back of; ${passed.map(titleOf).join(', ')} ${passed.length === 1 ? 'was' : 'were'} passed over`;
  return (run?.undone.size ?? 0) > 0 ? 'the newest that has something left' : 'the newest that was not taken back';
}

function toNamed({ id, command, at }: JournaledRun): NamedRun {
  return { run: id, command, at };
}

function titleOf({ run, command }: Pick<NamedRun, 'run' | 'command'>): string {
  return `${command} (${shortOf(run)})`;
}

function shortOf(run: string): string {
  return run.slice(0, 8);
}

function timeOf(at: string): string {
  return `${at.slice(0, 19)}Z`;
}
