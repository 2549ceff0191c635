import { orphanPins, comparePins, readPinFacts, renderRows, toReportRow, type ReportRow } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { readLastCheck } from '../../lib/update';

export default defineTask({
  name: 'Pin.Report',
  summary: 'Show every tool: source, installed, wanted, latest, and what brings it to its pin',
  deps: ['Config.Validate'],
  run: (context) => {
    const { system, paths, log, report } = context;
    const { facts } = readPinFacts(context, loadModule);
    for (const text of orphanPins(facts)) log.warn(text);
    const { latestOf } = readLastCheck(system, paths);
    const rows = comparePins(facts).map((row) => toReportRow(row, latestOf));
    report.write('pins.json', { rows });
    return { rows };
  },
  show: (data) => renderRows((data as { readonly rows: readonly ReportRow[] }).rows),
});
