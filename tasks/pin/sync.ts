import {
  comparePins,
  endOfMany,
  isAsked,
  likelyNames,
  orphanPins,
  pacedWorld,
  paceOf,
  paceOption,
  readPinFacts,
  syncPins,
  type SyncReport,
} from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { chooseByPolicy } from '../../lib/update';

export default defineTask({
  name: 'Pin.Sync',
  summary: 'Install what pins and lock say, remove nothing else',
  deps: ['Config.Validate'],
  mutates: true,
  changes:
    'private tool projects of listed tools; pins.lock.json where there is one; with --prune those of tools no longer listed',
  options: {
    tool: { type: 'string', describe: 'only this tool, as tool or manager:tool' },
    prune: { type: 'boolean', describe: 'also take away our tools that are not listed; asks first', default: false },
    ...paceOption,
  },
  run: async (context) => {
    const { system, config, options, log, confirm } = context;
    const { facts, lockFile } = readPinFacts(pacedWorld(context, options), loadModule);
    for (const text of orphanPins(config)) log.warn(text);
    const only = typeof options['tool'] === 'string' ? options['tool'] : undefined;
    const prune = options['prune'] === true;
    const extras = comparePins(facts).filter((row) => row.action === 'extra' && isAsked(only, row));
    if (prune && extras.length > 0)
      await confirm(`take away ${extras.map(({ manager, tool }) => `${manager}:${tool}`).join(', ')}?`);
    const report = await syncPins({
      facts,
      lockFile,
      only,
      prune,
      choose: chooseByPolicy(config.update, system.clock.now()),
      pace: paceOf(options, log),
    });
    for (const { manager, tool, from, to, action } of report.changed)
      log.info(`${manager}:${tool} ${from === null ? `is installed: ${to}` : `${from} to ${to} (${action})`}`);
    if (context.dryRun && report.changed.length > 0) log.info(likelyNames);
    for (const name of report.extra) log.info(`${name} is ours and not listed; --prune takes it away`);
    for (const text of report.leftovers) log.warn(`what is left of an old version stays where it is: ${text}`);
    for (const text of report.narrow) log.warn(text);
    return endOfMany(report, report.changed.length + report.removed.length, log);
  },
  show: (data) => {
    const { changed, removed, kept, failed } = data as SyncReport;
    const failures = failed.length > 0 ? `, ${failed.length} failed` : '';
    return `${changed.length} moved, ${removed.length} removed, ${kept} as pinned${failures}`;
  },
});
