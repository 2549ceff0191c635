import { findOpenRuns } from '../../journal';
import { defineCheck } from '../check';

/** A run that was killed in the middle left things half done: taking it back, or running it again, puts that right. */
export default defineCheck({
  code: 'HC010',
  title: 'a run was cut off',
  run: ({ system, paths, runId }) =>
    findOpenRuns(system, paths.journal, runId).map((run) => ({
      severity: 'error' as const,
      message: `the run '${run.command}' of ${run.at} was cut off after ${run.steps.length} steps`,
      evidence: { run: run.id, command: run.command, steps: run.steps.length },
      fix: `npx just Undo.Run --run ${run.id}`,
    })),
});
