import { logLevels, type LogLevel, type LogRecord } from '../../lib/log/logger';
import { defineTask } from '../../lib/run/define-task';
import { findLines } from '../../lib/run/past-lines';

export default defineTask({
  name: 'Logs.Show',
  summary: 'Show lines of the log by run, task and level',
  config: 'optional',
  options: {
    run: { type: 'string', describe: 'correlation id of a run, or how it begins', pattern: '^[0-9a-f-]{4,36}$' },
    task: { type: 'string', describe: 'only this task' },
    level: { type: 'string', describe: 'the most talkative level', enum: [...logLevels], default: 'debug' },
    limit: { type: 'integer', describe: 'at most so many, the newest', minimum: 1, maximum: 100_000, default: 200 },
  },
  run: ({ system, paths, options }) => {
    const { run, task } = options;
    return {
      lines: findLines(system, paths.logs, {
        run: typeof run === 'string' ? run : undefined,
        task: typeof task === 'string' ? task : undefined,
        level: options['level'] as LogLevel,
        limit: Number(options['limit']),
      }),
    };
  },
  show: (data) => {
    const { lines } = data as { readonly lines: readonly LogRecord[] };
    return lines.map(({ ts, level, task, msg }) => `${ts}  ${level.padEnd(7)} ${task}  ${msg}`).join('\n');
  },
});
