import { findItem, listItems, restoreItem } from '../../lib/quarantine';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Quarantine.Restore',
  summary: 'Put an original back in its place',
  mutates: true,
  changes: 'one original goes back; our link in its place is removed',
  args: { usage: '<id>', describe: 'id of the item, or how it ends, from Quarantine.List', min: 1, max: 1 },
  run: ({ system, paths, args }) => ({
    restored: restoreItem(system, paths, findItem(listItems(system, paths), args[0] ?? '')),
  }),
  show: (data) => `restored ${(data as { readonly restored: string }).restored}`,
});
