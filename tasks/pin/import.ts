import { toType } from '../../lib/kernel/to-type';
import { patchConfig, patchedFile } from '../../lib/config';
import { loadSources, proposeImport, readPinFacts, type ImportReport } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

type Answer = ImportReport & { readonly configFile: string; readonly applied: boolean; readonly pretended: boolean };

export default defineTask({
  name: 'Pin.Import',
  summary: 'Propose tools and pins from what this machine has: npm -g, pipx, .tool-versions, mise, Brewfile',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'with --apply: tools and pins in your config; comments and order stay',
  options: { apply: { type: 'boolean', describe: 'write the proposal into the config', default: false } },
  run: (context) => {
    const { system, paths, options, log, dryRun } = context;
    const { facts } = readPinFacts(context, loadModule);
    const report = proposeImport(facts, loadSources(system, loadModule));
    for (const { tool, from, reason } of report.left) log.verbose(`${tool} (${from}) is left: ${reason}`);
    for (const { from, reason } of report.unread)
      log.warn(`${from} cannot be read, and nothing is proposed from it: ${reason}`);
    for (const { manager, tool, unpinnable, from } of report.proposals)
      if (unpinnable !== null)
        log.warn(`${manager}:${tool} (${from}) gets no pin: '${unpinnable}' is neither a version nor a range`);
    const applied = options['apply'] === true && report.changes.length > 0;
    if (applied) patchConfig(system, paths, report.changes);
    const answer: Answer = { ...report, configFile: patchedFile(system, paths), applied, pretended: dryRun };
    return answer;
  },
  show: (data) => {
    const { proposals, left, configFile, applied, pretended } = data as Answer;
    const others = left.length === 0 ? [] : [`${left.length} more found and left as they are; --verbose says why`];
    if (proposals.length === 0) return ['nothing to propose', ...others].join('\n');
    const lines = proposals.map(
      ({ manager, tool, pin, from }) => `  ${manager}:${tool} ${pin === null ? 'free' : `pinned to ${pin}`}  (${from})`,
    );
    const heading = applied
      ? `${pretended ? 'would be written' : 'written'} to ${configFile}; ${toType('Pin.Sync')} installs them`
      : `proposed for ${configFile}; --apply writes it`;
    return [heading, ...lines, ...others].join('\n');
  },
});
