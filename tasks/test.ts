import { join } from 'node:path';
import { coverageFolder, readResult } from '../lib/proof/jest';
import { withoutSources } from '../lib/proof/repository';
import { defineTask } from '../lib/run/define-task';

const suites = ['unit', 'integration', 'e2e'];

export default defineTask({
  name: 'Test',
  summary: 'Every test, and the count of them',
  deps: ['Test.Unit', 'Test.Integration', 'Test.E2E', 'Test.Coverage'],
  config: 'optional',
  run: ({ system }) =>
    withoutSources(system) ?? {
      suites: suites.map((suite) => readResult(system, suite, join(coverageFolder(), suite, 'results.json'))),
    },
  show: (data) => {
    const { suites: results } = data as {
      readonly suites: readonly { passed: number; failed: number; skipped: number }[];
    };
    const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
      results.reduce((total, result) => total + result[key], 0);
    return `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`;
  },
});
