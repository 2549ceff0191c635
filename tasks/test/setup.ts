import { partial } from '../../lib/kernel/outcome';
import { fetchOracles, type OracleReport } from '../../lib/proof/oracles';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Setup',
  summary: 'Fetch the package managers that the suites need, by exact version, into the cache folder',
  config: 'optional',
  run: async ({ system, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const report = await fetchOracles(system, signal);
    return report.missing === null ? report : partial(205, `pipx and uv cannot be had: ${report.missing}`, report);
  },
  show: (data) => {
    const { folder, missing } = data as OracleReport;
    return missing ?? folder;
  },
});
