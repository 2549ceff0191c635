import type { OwnedPaths } from '../../lib/config';
import { unknownTask } from '../../lib/kernel/faults';
import { nameKey } from '../../lib/kernel/reference';
import { suggest } from '../../lib/kernel/suggest';
import { logLevels, type LogLevel, type LogRecord } from '../../lib/log/logger';
import { defineTask } from '../../lib/run/define-task';
import { followedKilled, unknownRecord } from '../../lib/run/faults';
import { followLines } from '../../lib/run/follow-lines';
import { findLines, type LineQuery } from '../../lib/run/past-lines';
import { correlationOf } from '../../lib/run/past-runs';
import type { System } from '../../lib/system/port';

interface Answer {
  readonly lines: readonly LogRecord[];
}

/** Answers whose lines were said as they came: kept beside them, for a document has no use for it. */
const told = new WeakSet<Answer>();

export default defineTask({
  name: 'Logs.Show',
  summary: 'Show lines of the log by run, task and level',
  config: 'optional',
  taskFiles: 'optional',
  options: {
    run: {
      type: 'string',
      describe: 'id of a run, or its correlation id, or how one begins',
      pattern: '^[0-9a-fA-F-]{4,36}$',
    },
    task: { type: 'string', describe: 'only this task' },
    level: { type: 'string', describe: 'the most talkative level', enum: [...logLevels], default: 'debug' },
    limit: { type: 'integer', describe: 'at most so many, the newest', minimum: 1, maximum: 100_000, default: 200 },
    follow: {
      type: 'boolean',
      describe: 'go on with new lines until the run of --run is over, else until Ctrl-C',
      default: false,
    },
  },
  endless: true,
  run: async ({ system, paths, options, corrId, signal, answer, log, run: { tasks } }) => {
    const { run, task } = options;
    const query: LineQuery = {
      run: typeof run === 'string' ? run.toLowerCase() : undefined,
      task: typeof task === 'string' ? task : undefined,
      level: options['level'] as LogLevel,
      limit: Number(options['limit']),
    };
    if (options['follow'] !== true) {
      const lines = findLines(system, paths.logs, query);
      if (lines.length > 0) return { lines };
      refuseUnknown(query.task, tasks);
      return { lines: query.run === undefined ? [] : linesOfRun(system, paths, { ...query, run: query.run }) };
    }
    const lines: LogRecord[] = [];
    const onLine = (line: LogRecord): void => {
      // Our own start is no news.
      if (line.corr_id === corrId && line.task === 'Logs.Show') return;
      lines.push(line);
      if (lines.length > query.limit) lines.shift();
      answer(`${textOf(line)}\n`);
    };
    const { logs, runs } = paths;
    const handed = query.run === undefined ? undefined : correlationOf(system, runs, query.run);
    // Whoever begins a run may tell the id that it is about to have.
    const isKnown = handed !== undefined || isLogged(system, logs, { run: query.run });
    if (query.run !== undefined && !isKnown)
      log.warn(`there is no run ${query.run} yet: it is waited for until it begins`);
    const { task: name = '' } = query;
    if (name !== '' && !isTask(name, tasks) && !isLogged(system, logs, { task: name }))
      log.warn(`there is no task ${name}, nor a line of one: it is waited for until there is`);
    const lineQuery = handed === undefined ? query : { ...query, run: handed };
    const watched = query.run;
    const end = await followLines({ system, logs, runs, watched, query: lineQuery, signal, onLine, pauseMs: 200 });
    if (end.state === 'killed') {
      const { run: id = query.run ?? '', pid = null, since = null } = end.run ?? {};
      throw followedKilled({ run: id.slice(0, 8), pid, since });
    }
    const followed: Answer = { lines };
    told.add(followed);
    return followed;
  },
  show: (data) => {
    const answer = data as Answer;
    return told.has(answer) ? '' : answer.lines.map(textOf).join('\n');
  },
});

function isTask(name: string, tasks: ReadonlyMap<string, unknown>): boolean {
  return [...tasks.keys()].some((known) => nameKey(known) === nameKey(name));
}

function isLogged(system: System, logs: string, query: Pick<LineQuery, 'run' | 'task'>): boolean {
  return findLines(system, logs, { ...query, level: 'debug', limit: 1 }).length > 0;
}

/** A name that nothing was ever logged under, and that no task has, is a slip. */
function refuseUnknown(name: string | undefined, tasks: ReadonlyMap<string, unknown>): void {
  if (name === undefined || isTask(name, tasks)) return;
  throw unknownTask({ name, referrer: null, suggestions: suggest(name, tasks.keys()) });
}

/** A run that was handed a correlation id has its lines under that. One that wrote no line that fits has left a record; without either it is a slip. */
function linesOfRun(
  system: System,
  paths: OwnedPaths,
  query: LineQuery & { readonly run: string },
): readonly LogRecord[] {
  const { run } = query;
  if (isLogged(system, paths.logs, { run })) return [];
  const handed = correlationOf(system, paths.runs, run);
  if (handed === undefined) throw unknownRecord({ run, fits: 0 });
  return handed === run ? [] : findLines(system, paths.logs, { ...query, run: handed });
}

function textOf({ ts, level, task, msg }: LogRecord): string {
  return `${ts}  ${level.padEnd(7)} ${task}  ${msg}`;
}
