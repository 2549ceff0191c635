import { partial } from '../../lib/kernel/outcome';
import { fetchNodes } from '../../lib/proof/matrix';
import { fetchOracles, type OracleReport } from '../../lib/proof/oracles';
import { withoutSources } from '../../lib/proof/repository';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Test.Setup',
  summary: 'Fetch the package managers and Nodes that the suites need, by exact version, into the cache folder',
  config: 'optional',
  run: async ({ system, signal }) => {
    const absent = withoutSources(system);
    if (absent !== undefined) return absent;
    const report = await fetchOracles(system, signal);
    if (report.missing !== null) return partial(205, `pipx and uv cannot be had: ${report.missing}`, report);
    const missing = await fetchNodes(system, signal);
    return missing === null ? report : partial(205, `other Nodes cannot be had: ${missing}`, { ...report, missing });
  },
  show: (data) => {
    const { folder, missing } = data as OracleReport;
    return missing ?? folder;
  },
});
