import { runSweep, type SweepAnswer } from '../../lib/proof/sweep';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Sweep',
  summary:
    'Kill a run before each of its changing calls, and let each of them fail; the next run and Undo.Run put it right',
  config: 'optional',
  options: {
    step: { type: 'integer', minimum: 1, describe: 'try every nth call only', default: 1 },
    kills: { type: 'integer', minimum: 0, describe: 'kills at random moments', default: 300 },
  },
  run: async ({ system, options, signal }) =>
    withoutSources(system) ??
    (await runSweep(system, { step: Number(options['step']), kills: Number(options['kills']) }, signal)),
  show: (data) =>
    Object.entries((data as SweepAnswer).tried)
      .map(([kind, count]) => `${String(count).padStart(5)}  ${kind}`)
      .join('\n'),
});
