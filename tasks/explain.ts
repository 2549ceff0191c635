import { expandHome } from '../lib/config';
import { loadChecks } from '../lib/health';
import { isStackError } from '../lib/kernel/fault';
import { nameKey } from '../lib/kernel/reference';
import { defineTask } from '../lib/run/define-task';
import { explain, renderExplanation } from '../lib/run/explain';
import { readWith, warnOfConfig, whyMissing } from '../lib/run/invalid-config';
import { loadModule } from '../lib/run/load-module';
import { ownFaults, type OwnFault } from '../lib/run/own-faults';
import { askedOf, planOf, renderPlan, type Plan } from '../lib/run/what-if';

export default defineTask({
  name: 'Explain',
  summary: 'Explain a fault code, an exit status, all exit codes, or what tasks would run',
  config: 'optional',
  taskFiles: 'optional',
  args: { usage: '<code> | <task>...', describe: 'CFG001, 502, exit-codes, or names of tasks', min: 1 },
  run: (context) => {
    const { args, run, system, log, config, paths } = context;
    // Task files were loaded to know their tasks; the checks were not.
    const loadOwn = (): readonly OwnFault[] => {
      const folders = config.health.folders.map((folder) => expandHome(folder, paths.home));
      try {
        loadChecks(system, folders, loadModule);
      } catch (error) {
        if (!isStackError(error)) throw error;
        log.warn(`not all health checks can be looked at: ${error.message}`);
      }
      return ownFaults();
    };
    const keys = new Set([...run.tasks.keys()].map(nameKey));
    if (run.asked === undefined && args.length === 1 && !keys.has(nameKey(args[0] ?? '')))
      return readWith(
        () => whyMissing(context),
        () => explain(args[0] ?? '', system.files, run.tasks.keys(), loadOwn),
      );
    warnOfConfig(context);
    const asked = readWith(
      () => whyMissing(context),
      () => askedOf(run, args),
    );
    return { plan: planOf(asked, run.taskFiles, system, run.resumed()) };
  },
  show: (data) => {
    const { plan } = data as { readonly plan?: Plan };
    return plan === undefined ? renderExplanation(data) : renderPlan(plan);
  },
});
