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
  run: async ({ system, paths, options, confirm }) => {
    const items = listItems(system, paths);
    const all = options['all'] === true;
    if (all && items.length > 0) await confirm(`remove all ${items.length} originals in quarantine for good?`);
    return purgeItems(system, items, all);
  },
  show: (data) => {
    const { removed, marked, kept } = data as PurgeReport;
    return `${removed.length} removed, ${marked.length} found expired and removed by a later purge, ${kept} kept`;
  },
});
