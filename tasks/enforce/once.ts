import { enforceOnce, type EnforceReport } from '../../lib/enforce';
import { partial } from '../../lib/kernel/outcome';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Enforce.Once',
  summary: 'Replace the cache folders of all projects by links into the central folder',
  deps: ['Config.Validate'],
  mutates: true,
  changes:
    'cache folders under the workspaces become links, their originals go to quarantine; .git/info/exclude of their repositories',
  run: async ({ system, config, paths, log, report, signal }) => {
    const result = await enforceOnce(system, config, paths, signal);
    for (const { path, target } of result.linked) log.info(`linked ${path} to ${target}`);
    for (const path of result.repaired) log.info(`made the vanished target of ${path} again`);
    for (const { pattern, count, reason } of result.left) log.verbose(`${count} x ${pattern} left as it is: ${reason}`);
    for (const path of result.unreadable) log.warn(`cannot look into ${path}`);
    for (const { path, reason } of result.failed) log.warn(`left ${path}: ${reason}`);
    report.write('enforce.json', { ...result, linked: undefined, linkedNow: result.linked });
    const { length } = result.failed;
    return length === 0 ? result : partial(205, `${length} caches could not be linked`, result);
  },
  show: (data) => {
    const { linked, correct, repaired } = data as EnforceReport;
    return `${linked.length} linked, ${correct} already right${repaired.length > 0 ? `, ${repaired.length} repaired` : ''}`;
  },
});
