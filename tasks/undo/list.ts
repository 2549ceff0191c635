import { isUndoable, readOpenRuns, readRuns, type JournaledRun } from '../../lib/journal';
import { defineTask } from '../../lib/run/define-task';
import { undoDeadline } from '../../lib/run/change-summary';

interface ListedRun {
  readonly run: string;
  readonly at: string;
  readonly command: string;
  readonly steps: number;
  readonly state: string;
  /** Of one that is running. */
  readonly pid?: number;
  readonly until: string;
}

export default defineTask({
  name: 'Undo.List',
  summary: 'List the runs that can be taken back, newest first',
  config: 'optional',
  taskFiles: 'optional',
  run: ({ system, paths, config, log }) => {
    const atWork = readOpenRuns(system, paths.runs).filter(({ isAtWork }) => isAtWork);
    const runs = readRuns(system, paths.journal, ({ message }) => {
      log.warn(message);
    }).map((run): ListedRun => {
      const { pid } = run.status === null ? (atWork.find((one) => one.run === run.id) ?? {}) : {};
      const state = pid === undefined ? stateOf(run) : 'running';
      const until = undoDeadline(config.quarantine.ttlDays.cache, Date.parse(run.at));
      return {
        run: run.id,
        at: run.at,
        command: run.command,
        steps: run.steps.length,
        state,
        until,
        ...(pid === undefined ? {} : { pid }),
      };
    });
    // Where every step was refused, or none was made yet, there is nothing to take back.
    return { runs: runs.filter(({ steps, state }) => steps > 0 || state === 'running').reverse() };
  },
  show: (data) => {
    const { runs } = data as { readonly runs: readonly ListedRun[] };
    if (runs.length === 0) return 'no run changed anything yet';
    return runs
      .map(
        ({ run, at, command, steps, state, until, pid }) =>
          `${run.slice(0, 8)}  ${at.slice(0, 19)}Z  ${state.padEnd(13)} ${String(steps).padStart(4)} ${steps === 1 ? 'step ' : 'steps'}  ${pid === undefined ? `until ${until}` : `process ${pid}`.padEnd(16)}  ${command}`,
      )
      .join('\n');
  },
});

function stateOf(run: JournaledRun): string {
  if (!isUndoable(run)) return 'undone';
  if (run.undone.size > 0) return 'partly undone';
  return run.cutOff ? 'cut off' : 'done';
}
