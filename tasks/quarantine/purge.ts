import { counted } from '../../lib/kernel/counted';
import { partial } from '../../lib/kernel/outcome';
import { listItems, purgeItems, type PurgeReport } from '../../lib/quarantine';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Quarantine.Purge',
  summary: 'Remove originals whose time is over by two clocks',
  mutates: true,
  changes: 'expired originals are removed for good, which cannot be undone',
  options: {
    all: { type: 'boolean', describe: 'remove all of them now, whatever their age; asks first', default: false },
  },
  run: async ({ system, paths, options, confirm, log }) => {
    const items = listItems(system, paths);
    const all = options['all'] === true;
    if (all && items.length > 0) await confirm(`remove all ${items.length} originals in quarantine for good?`);
    const report = purgeItems(system, items, all);
    for (const { path, reason } of report.stayed) log.warn(`the original of ${path} stays: ${reason}`);
    const { length } = report.stayed;
    return length === 0 ? report : partial(205, `${counted(length, 'original')} could not be removed`, report);
  },
  show: (data) => {
    const { removed, marked, kept, stayed } = data as PurgeReport;
    const stay = stayed.length === 0 ? '' : `, ${stayed.length} could not be removed`;
    return `${removed.length} removed, ${marked.length} found expired and removed by a later purge, ${kept} kept${stay}`;
  },
});
