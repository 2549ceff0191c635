import { partial } from '../../lib/kernel/outcome';
import type { TaskEnd } from '../../lib/kernel/task';
import { endOfMany, readPinFacts } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import {
  checkUpdates,
  describeGaps,
  describeRisks,
  describeUpdates,
  findUpdates,
  reportName,
  tellAbsent,
  tellUnasked,
  type FoundAnswer,
} from '../../lib/update';

export default defineTask({
  name: 'Update.Check',
  summary: 'Ask the registries for newer versions of our tools, and say which the policy allows',
  deps: ['Config.Validate'],
  taskFiles: 'optional',
  options: {
    'exit-code': { type: 'boolean', describe: 'end with 204 when something is actionable', default: false },
    audit: { type: 'boolean', describe: 'ask for known weaknesses as well', default: true },
  },
  run: async (context) => {
    const { config, options, log, report } = context;
    const { facts } = readPinFacts(context, loadModule);
    const end = (found: FoundAnswer): FoundAnswer | TaskEnd => {
      const { length } = found.actionable;
      if (options['exit-code'] !== true || length === 0) return found;
      return partial(204, length === 1 ? '1 update is available' : `${length} updates are available`, found);
    };
    if (context.dryRun) {
      const { found, absent, unknown } = await findUpdates(facts, config.update);
      tellUnasked(log, unknown);
      tellAbsent(log, absent);
      return end({ ...found, unknown });
    }
    const checked = await checkUpdates(facts, config.update, options['audit'] !== false);
    const { report: found, failures, asked, absent } = checked;
    tellAbsent(log, absent);
    const failed = endOfMany({ ...found, failed: failures }, asked - failures.length, log);
    for (const text of [...describeRisks(found), ...describeGaps(found)]) log.warn(text);
    for (const { manager, tool, reason } of found.notAudited)
      log.verbose(`${manager}:${tool} was not audited: ${reason}`);
    report.write(reportName, { ...found });
    return failures.length > 0 ? failed : end(found);
  },
  show: (data) => describeUpdates(data as FoundAnswer),
});
