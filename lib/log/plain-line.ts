import type { LogFields, LogRecord } from './logger';

type Plain = string | number | boolean | null;

/** What of every line of a run is the same, as it stands in the line. */
export function factsText({ host, username, corr_id }: Pick<LogRecord, 'host' | 'username' | 'corr_id'>): string {
  return `"host":${JSON.stringify(host)},"username":${JSON.stringify(username)},"corr_id":${JSON.stringify(corr_id)}`;
}

/**
 * A line put together by hand, as JSON.stringify makes it of the record: otherwise the two lines of a task that takes no time cost more than
 * the task. Undefined where a field is no plain value, or takes the place of one of ours: then the record is made first.
 */
export function plainLine(
  { ts, task, level, msg, elapsed_ms }: Pick<LogRecord, 'ts' | 'task' | 'level' | 'msg' | 'elapsed_ms'>,
  facts: string,
  fields: LogFields,
  isOurs: (key: string) => boolean,
): string | undefined {
  try {
    // Task files may be JavaScript: what should be a text need not be one.
    if (typeof msg !== 'string') return undefined;
    let line = `{"ts":"${ts}","task":${JSON.stringify(task)},"level":"${level}","msg":${JSON.stringify(msg)},"elapsed_ms":${elapsed_ms},${facts}`;
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (!isPlain(value) || isOurs(key)) return undefined;
      line += `,${JSON.stringify(key)}:${JSON.stringify(value)}`;
    }
    return `${line}}`;
  } catch {
    // Something in the fields throws when it is looked at.
    return undefined;
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
}
