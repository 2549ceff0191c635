import { join } from 'node:path';
import { coverageFolder, readResult } from '../lib/proof/jest';
import { withoutSources } from '../lib/proof/repository';
import { defineTask } from '../lib/run/define-task';

const suites = ['unit', 'integration', 'e2e', 'windows'];

export default defineTask({
  name: 'Test',
  summary: 'Every test, and the count of them',
  deps: ['Test.Unit', 'Test.Integration', 'Test.E2E', 'Test.Windows', 'Test.Coverage'],
  config: 'optional',
  run: ({ system }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const resultsOf = (suite: string): string => join(coverageFolder(), suite, 'results.json');
    // The lane of Windows is skipped, and says so, where there is no Wine. Every other suite without results is a failure.
    const ran = suites.filter((suite) => suite !== 'windows' || system.files.stat(resultsOf(suite)) !== undefined);
    return { suites: ran.map((suite) => readResult(system, suite, resultsOf(suite))) };
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
