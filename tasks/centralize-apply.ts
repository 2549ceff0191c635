import { applyPath, applyVariables, forThisShell, type CentralizeReport, type PathReport } from '../lib/centralize';
import { isInUse } from '../lib/masterbin';
import { defineTask } from '../lib/run/define-task';
import { loadModule } from '../lib/run/load-module';

interface Answer extends CentralizeReport {
  readonly path: PathReport;
  /** What to type there. */
  readonly thisShell: string;
}

export default defineTask({
  name: 'CentralizeApply',
  summary:
    'Point the cache variables of the tools on this machine to the central folder, and put our bin folder first on the PATH',
  deps: ['Config.Validate'],
  mutates: true,
  changes:
    'environment.d/60-clistack.conf and marked blocks in each shell profile that exists, one more for the PATH once there are tools of our own, with a new profile for each shell of yours that reads none; folders below the central one',
  run: ({ system, config, paths, log, report }) => {
    // The PATH first: it may make a profile, and that one gets the variables too.
    const path = applyPath(system, paths, isInUse({ system, config, paths, load: loadModule }));
    const result = applyVariables(system, config, paths);
    for (const { name, reason } of result.left) log.verbose(`${name} is left alone: ${reason}`);
    log.info(`${result.set.length} variables point to ${result.central}; ${result.left.length} are left alone`);
    for (const { what, reason } of path.left)
      log.warn(`${what} does not get ${path.bin} on its PATH: ${reason}; put it there yourself`);
    if (path.files.length > 0) log.info(`${path.bin} is first on the PATH of new shells`);
    report.write('centralize.json', { ...result, path });
    return { ...result, path, thisShell: forThisShell(system) };
  },
  show: (data) => {
    const { set, files, path, thisShell } = data as Answer;
    return [
      ...set.map(({ name, value }) => `${name}=${value}`),
      ...(path.files.length > 0 ? [`PATH=${path.bin}:$PATH`] : []),
      ...(files.length + path.files.length > 0 ? [`new shells get them; this one: ${thisShell}`] : []),
    ].join('\n');
  },
});
