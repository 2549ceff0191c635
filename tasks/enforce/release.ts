import { releaseAll, type ReleaseReport } from '../../lib/enforce';
import { partial } from '../../lib/kernel/outcome';
import { defineTask } from '../../lib/run/define-task';

export default defineTask({
  name: 'Enforce.Release',
  summary: 'Put real folders back in the place of our links',
  deps: ['Config.Validate'],
  mutates: true,
  changes: 'each of our links under the workspaces becomes a folder again, with the contents of the central one',
  run: ({ system, config, paths, log }) => {
    const result = releaseAll(system, config, paths);
    for (const path of result.released) log.info(`released ${path}`);
    for (const { path, reason } of result.failed) log.warn(`left ${path}: ${reason}`);
    return result.failed.length === 0
      ? result
      : partial(205, `${result.failed.length} links could not be released`, result);
  },
  show: (data) => `${(data as ReleaseReport).released.length} released`,
});
