import { defineTask } from '../lib/run/define-task';
import { renderGraph, type GraphFormat } from '../lib/run/graph-text';
import { readWith, whyMissing } from '../lib/run/invalid-config';

export default defineTask({
  name: 'Graph',
  summary: 'Show which tasks need which',
  config: 'optional',
  taskFiles: 'optional',
  options: {
    format: {
      type: 'string',
      describe: 'form of the answer',
      enum: ['text', 'mermaid', 'dot', 'dgml', 'json'],
      default: 'text',
    },
    of: { type: 'string', describe: 'only this task and what it needs' },
  },
  run: (context) => {
    const { options, run } = context;
    const of = typeof options['of'] === 'string' ? options['of'] : undefined;
    return readWith(
      () => whyMissing(context),
      () => renderGraph(run.tasks, options['format'] as GraphFormat, of, run.taskFiles),
    );
  },
  show: (data) => (typeof data === 'string' ? data : JSON.stringify(data, null, 2)),
});
