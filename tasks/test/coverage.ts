import { totalCoverage } from '../../lib/proof/coverage';
import { coverageTooLow } from '../../lib/proof/faults';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

const wanted = 80;

export default defineTask({
  name: 'Test.Coverage',
  summary: 'Add up the coverage of all suites and child processes, and refuse less than 80 %',
  config: 'optional',
  run: async ({ system, log }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const totals = await totalCoverage(system);
    log.info(`lines ${totals.lines} %, branches ${totals.branches} % covered`);
    if (totals.lines < wanted || totals.branches < wanted) throw coverageTooLow({ ...totals, wanted });
    return totals;
  },
  show: (data) => {
    const { lines, branches } = data as { readonly lines: number; readonly branches: number };
    return `lines ${lines} %, branches ${branches} % covered`;
  },
});
