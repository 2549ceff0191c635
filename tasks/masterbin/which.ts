import { explainTool, type WhichAnswer } from '../../lib/masterbin';
import { defineTask } from '../../lib/run/define-task';
import { loadModule } from '../../lib/run/load-module';

export default defineTask({
  name: 'MasterBin.Which',
  summary: 'Explain which program runs when a tool is called by name, and why',
  taskFiles: 'optional',
  args: { usage: '<tool>', describe: 'the command to explain', min: 1, max: 1 },
  run: ({ system, config, paths, args }) => explainTool({ system, config, paths, load: loadModule }, args[0] ?? ''),
  show: (data) => {
    const { why, fix, candidates, onPath } = data as WhichAnswer;
    return [
      ...why,
      ...candidates.map(
        ({ source, target, skipped }) => `  ${source}  ${target}${skipped === null ? '' : `: ${skipped}`}`,
      ),
      ...onPath.slice(1).map((path) => `  further down the PATH  ${path}`),
      ...(fix === null ? [] : [`try: ${fix}`]),
    ].join('\n');
  },
});
