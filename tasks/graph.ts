import { defineTask } from '../lib/run/define-task';
import { renderGraph, type GraphFormat } from '../lib/run/graph-text';

export default defineTask({
  name: 'Graph',
  summary: 'Show which tasks need which',
  config: 'optional',
  options: {
    format: {
      type: 'string',
      describe: 'form of the answer',
      enum: ['text', 'mermaid', 'dot', 'dgml', 'json'],
      default: 'text',
    },
    of: { type: 'string', describe: 'only this task and what it needs' },
  },
  run: ({ options, run }) => {
    const of = typeof options['of'] === 'string' ? options['of'] : undefined;
    return renderGraph(run.tasks, options['format'] as GraphFormat, of, run.taskFiles);
  },
  show: (data) => (typeof data === 'string' ? data : JSON.stringify(data, null, 2)),
});
