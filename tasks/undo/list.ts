import { isUndoable, readRuns } from '../../lib/journal';
import { defineTask } from '../../lib/run/define-task';
import { undoDeadline } from '../../lib/run/change-summary';

interface ListedRun {
  readonly run: string;
  readonly at: string;
  readonly command: string;
  readonly steps: number;
  readonly state: string;
  readonly until: string;
}

export default defineTask({
  name: 'Undo.List',
  summary: 'List the runs that can be taken back, newest first',
  config: 'optional',
  run: ({ system, paths, config, log }) => {
    const runs = readRuns(system, paths.journal, ({ message }) => {
      log.warn(message);
    }).map((run): ListedRun => {
      const state = !isUndoable(run)
        ? 'undone'
        : run.undone.size > 0
          ? 'partly undone'
          : run.cutOff
            ? 'cut off'
            : 'done';
      const until = undoDeadline(config.quarantine.ttlDays.cache, Date.parse(run.at));
      return { run: run.id, at: run.at, command: run.command, steps: run.steps.length, state, until };
    });
    return { runs: runs.reverse() };
  },
  show: (data) => {
    const { runs } = data as { readonly runs: readonly ListedRun[] };
    if (runs.length === 0) return 'no run changed anything yet';
    return runs
      .map(
        ({ run, at, command, steps, state, until }) =>
          `${run.slice(0, 8)}  ${at.slice(0, 19)}Z  ${state.padEnd(13)} ${String(steps).padStart(4)} ${steps === 1 ? 'step ' : 'steps'}  until ${until}  ${command}`,
      )
      .join('\n');
  },
});
