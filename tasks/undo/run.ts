import { findRun, readRuns, undoRun, type UndoReport } from '../../lib/journal';
import { counted } from '../../lib/kernel/counted';
import { partial } from '../../lib/kernel/outcome';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Undo.Run',
  summary: 'Take a run back: files, links, folders and environment blocks, newest first',
  config: 'optional',
  mutates: true,
  changes: 'what the run changed, back to what it was; whatever was changed since is refused by name',
  options: {
    run: {
      type: 'string',
      describe: 'id of the run, or how it begins; default: the newest',
      pattern: '^[0-9a-fA-F-]{4,36}$',
    },
  },
  run: async ({ system, paths, options, log }) => {
    const run = findRun(
      readRuns(system, paths.journal, ({ message }) => {
        log.warn(message);
      }),
      typeof options['run'] === 'string' ? options['run'] : undefined,
    );
    const report = await undoRun(system, run);
    for (const { path, reason } of report.refused) log.warn(`left alone: ${path}: ${reason}`);
    for (const { path, reason } of report.kept) log.verbose(`kept: ${path}: ${reason}`);
    const { length } = report.refused;
    return length === 0
      ? report
      : partial(205, `${length} of ${counted(run.steps.length, 'step')} could not be taken back`, report);
  },
  show: (data) => {
    const { command, undone, refused } = data as UndoReport;
    return `took back ${counted(undone, 'step')} of: ${command}${refused.length > 0 ? `; ${refused.length} left alone` : ''}`;
  },
});
