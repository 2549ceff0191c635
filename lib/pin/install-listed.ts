import { partial } from '../kernel/outcome';
import type { OptionSchema, OptionValue, TaskEnd } from '../kernel/task';
import type { Logger } from '../log';
import { readPinFacts } from './facts';
import { installTools, type InstallReport } from './install';
import type { ManagerWorld } from './manager';
import { pacedWorld, paceOption } from './pace';
import { likelyNames } from './pretended-tree';
import type { ChooseVersion } from './resolve';

/** Options that every install task has. */
export const installOptions: Readonly<Record<string, OptionSchema>> = paceOption;

export interface InstallContext extends ManagerWorld {
  readonly options: Readonly<Record<string, OptionValue | undefined>>;
  readonly log: Logger;
  readonly progress: (text: string) => void;
}

/** The body of an install task: a line for each tool as it comes, and an end that names what is missing. */
export async function installListed(
  context: InstallContext,
  load: (path: string) => unknown,
  name: string,
  choose: ChooseVersion,
): Promise<TaskEnd | InstallReport> {
  const { log, options, progress } = context;
  // Most machines use one or two of the managers: the others are not even looked at.
  if ((context.config.tools[name] ?? []).length === 0)
    return { manager: name, installed: [], present: [], missing: [] };
  const { facts } = readPinFacts(pacedWorld(context, options), load);
  const manager = facts.managers.find((one) => one.name === name);
  if (manager === undefined) throw new Error(`there is no manager ${name}`);
  const verb = context.dryRun ? 'would be installed' : 'is installed';
  const report = await installTools({
    facts,
    manager,
    choose,
    progress,
    timeoutMs: Number(options['tool-timeout']) * 1000,
    onEnd: (end, done, of) => {
      const count = of > 1 ? ` (${done} of ${of})` : '';
      if ('fault' in end) {
        log.warn(`${end.tool} is missing${count}: ${end.fault.message}; fix: ${end.fault.fix}`);
        return;
      }
      const { version, programs } = end.installed;
      log.info(`${end.tool} ${version} ${verb}${count}`);
      if (programs.length === 0 && !context.dryRun) log.warn(`${end.tool} brings no program that could be called`);
    },
  });
  if (context.dryRun && report.installed.length > 0) log.info(likelyNames);
  if (report.missing.length === 0) return report;
  const names = report.missing.map(({ tool }) => tool).join(', ');
  return partial(205, `${name} could not install ${names}`, report);
}

/** What is there now, in one line. */
export function renderInstalls(report: InstallReport): string {
  const { installed, present, missing } = report;
  const parts = [`${installed.length} installed`, `${present.length} there already`];
  return [...parts, ...(missing.length > 0 ? [`${missing.length} missing`] : [])].join(', ');
}
