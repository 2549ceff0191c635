import { compareRemembered, orphanPins, renderRows, toReportRow, type ReportRow } from '../../lib/pin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';
import { readLastCheck } from '../../lib/update';

export default defineTask({
  name: 'Pin.Report',
  summary: 'Show every tool: source, installed, wanted, latest, and what brings it to its pin',
  deps: ['Config.Validate'],
  taskFiles: 'optional',
  options: {
    fresh: {
      type: 'boolean',
      describe:
        'read every package again and look at each file; else damaged files go unseen, and what was changed inside a dependency of an npm tool for a day',
      default: false,
    },
  },
  run: (context) => {
    const { system, paths, config, log, options, report, run } = context;
    const fresh = options['fresh'] === true;
    for (const text of orphanPins(config)) log.warn(text);
    const { latestThen } = readLastCheck(system, paths);
    const rows = compareRemembered(context, { version: run.version, fresh }, loadModule).map((row) =>
      toReportRow(row, (manager, tool) => latestThen(manager, tool)?.latest),
    );
    for (const { source, tool, action, reason } of rows)
      if (action === 'keep' && reason !== null) log.info(`${source}:${tool} is as pinned: ${reason}`);
    report.write('pins.json', { rows });
    return { rows };
  },
  show: (data) => renderRows((data as { readonly rows: readonly ReportRow[] }).rows),
});
