import { applyVariables, type CentralizeReport } from '../lib/centralize';
import { defineTask } from '../lib/run/define-task';

export default defineTask({
  name: 'CentralizeApply',
  summary: 'Point the cache variables of the tools on this machine to the central folder',
  deps: ['Config.Validate'],
  mutates: true,
  changes:
    'environment.d/60-clistack.conf and one marked block in each shell profile that exists; folders below the central one',
  run: ({ system, config, paths, log, report }) => {
    const result = applyVariables(system, config, paths);
    for (const { name, reason } of result.left) log.verbose(`${name} is left alone: ${reason}`);
    log.info(`${result.set.length} variables point to ${result.central}; ${result.left.length} are left alone`);
    report.write('centralize.json', { ...result });
    return result;
  },
  show: (data) => {
    const { set, files } = data as CentralizeReport;
    return [
      ...set.map(({ name, value }) => `${name}=${value}`),
      ...(files.length > 0 ? ['new shells get them; this one: log in again'] : []),
    ].join('\n');
  },
});
