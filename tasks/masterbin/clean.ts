import { clean, otherFolders, whyKept, type CleanReport } from '../../lib/masterbin';
import { toType } from '../../lib/kernel/to-type';
import { defineTask } from '../../lib/run/define-task';

interface Answer extends CleanReport {
  readonly others: readonly CleanReport[];
}

export default defineTask({
  name: 'MasterBin.Clean',
  summary: 'Remove our wrappers, and nothing else, from the bin folder',
  mutates: true,
  changes: 'our own unchanged wrappers and their list are removed; the folder too when nothing is left in it',
  options: {
    all: { type: 'boolean', describe: 'also from the folders that masterbin.dir named before', default: false },
  },
  run: ({ system, paths, log, options }): Answer => {
    const known = otherFolders(system, paths);
    const result = clean(system, paths);
    const others = options['all'] === true ? known.map((bin) => clean(system, { bin })) : [];
    for (const { path, why } of [result, ...others].flatMap(({ kept }) => kept))
      log.warn(`left ${path} as it is: ${whyKept[why]}`);
    if (options['all'] !== true)
      for (const folder of known)
        log.info(`wrappers of another masterbin.dir lie in ${folder}: ${toType('MasterBin.Clean --all')} removes them`);
    return { ...result, others };
  },
  show: (data) => {
    const { others, ...result } = data as Answer;
    return [result, ...others].map(describe).join('\n');
  },
});

function describe({ removed, kept, bin }: CleanReport): string {
  return `${removed.length} removed from ${bin}${kept.length > 0 ? `, ${kept.length} left as ${kept.length === 1 ? 'it is' : 'they are'}` : ''}`;
}
