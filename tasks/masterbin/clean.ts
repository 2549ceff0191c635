import { clean, whyKept, type CleanReport } from '../../lib/masterbin';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'MasterBin.Clean',
  summary: 'Remove our wrappers, and nothing else, from the bin folder',
  mutates: true,
  changes: 'our own unchanged wrappers and their list are removed; the folder too when nothing is left in it',
  run: ({ system, paths, log }) => {
    const result = clean(system, paths);
    for (const { path, why } of result.kept) log.warn(`left ${path} as it is: ${whyKept[why]}`);
    return result;
  },
  show: (data) => {
    const { removed, kept, bin } = data as CleanReport;
    return `${removed.length} removed from ${bin}${kept.length > 0 ? `, ${kept.length} left as ${kept.length === 1 ? 'it is' : 'they are'}` : ''}`;
  },
});
