import { expandHome } from '../../lib/config';
import { couldNotCheck, isIll, loadChecks, runChecks, unknownOff, type HealthReport } from '../../lib/health';
import { partial } from '../../lib/kernel/outcome';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'Health.Check',
  summary: 'Look at PATH, folders, tools, pins, links, disk and journal, and say how to put right what is wrong',
  deps: ['Config.Validate'],
  taskFiles: 'optional',
  options: {
    fresh: { type: 'boolean', describe: 'ask every tool again, also those that answered within a day', default: false },
  },
  run: async ({ system, config, paths, log, report, signal, options, corrId, dryRun }) => {
    const fresh = options['fresh'] === true;
    const facts = { system, config, paths, signal, runId: corrId, fresh, dryRun, load: loadModule };
    const folders = config.health.folders.map((folder) => expandHome(folder, paths.home));
    const checks = loadChecks(system, folders, loadModule);
    for (const text of unknownOff(config, checks)) log.warn(text);
    const failures: unknown[] = [];
    const result = await runChecks(checks, facts, (error) => failures.push(error));
    for (const { code, severity, message, fix } of result.findings) {
      const line = `${code} ${message}${fix === null ? '' : `; fix: ${fix}`}`;
      if (severity === 'error') log.error(line);
      else if (severity === 'warning') log.warn(line);
      else log.info(line);
    }
    report.write('health.json', { ...result });
    if (result.notChecked.length > 0) {
      const data = {
        checks: result.notChecked.map(({ code }) => code),
        reasons: result.notChecked.map(({ reason }) => reason),
      };
      throw couldNotCheck(data, { cause: failures.length === 1 ? failures[0] : new AggregateError(failures) });
    }
    const { failOn } = config.health;
    return isIll(result, failOn) ? partial(202, `findings of severity ${failOn} or above`, result) : result;
  },
  show: (data) => {
    const { findings, checks } = data as HealthReport;
    return `${checks.length} checks, ${findings.length} finding${findings.length === 1 ? '' : 's'}`;
  },
});
