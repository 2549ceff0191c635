import { findOpenRuns, readOpenRuns, readRuns } from '../../journal';
import { defineCheck, type Finding } from '../check';
import { shellQuote } from '../../kernel/shell-quote';
import { toType } from '../../kernel/to-type';

/** A run that was killed in the middle left things half done: taking it back, or running it again, puts that right. */
export default defineCheck({
  code: 'HC010',
  title: 'a run was cut off',
  run: ({ system, paths, runId }) => {
    const damaged: Finding[] = [];
    const runs = readRuns(system, paths.journal, ({ message, data }) => {
      const folder = String(data['path']).replace(/[\\/][^\\/]+$/, '');
      damaged.push({
        severity: 'error',
        message,
        evidence: data,
        fix: `mv ${shellQuote(folder)} ${shellQuote(`${paths.state}/damaged`)}`,
      });
    });
    const others = readOpenRuns(system, paths.runs).flatMap(({ run, isAtWork }) => (isAtWork ? [run] : []));
    const open = findOpenRuns(runs, [runId, ...others]).map((run): Finding => ({
      severity: 'error',
      message: `the run '${run.command}' of ${run.at} was cut off after ${run.steps.length} steps`,
      evidence: { run: run.id, command: run.command, steps: run.steps.length },
      fix: toType(`Undo.Run --run ${run.id}`),
    }));
    return [...damaged, ...open];
  },
});
