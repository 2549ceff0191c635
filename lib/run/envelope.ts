import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { tookMs, type TaskResult } from '../kernel/result';
import type { Step } from '../system/step';
import type { RunSummary } from './summary';
import type { Redefinition } from './discovery';
import type { Warning } from './warnings';

/** The one document on stdout with `--json`; its schema is schema/envelope.schema.json. */
export interface Envelope {
  readonly success: boolean;
  /** The roots of the line, joined by a blank. */
  readonly task: string;
  readonly corr_id: string;
  readonly exit_code: ExitStatus;
  readonly duration_ms: number;
  readonly dry_run: boolean;
  readonly data: unknown;
  /** File that holds what was cut from `data`, `warnings` and `tasks`; null when nothing was. */
  readonly data_file: string | null;
  /** Where the time went; with `--summary`. */
  readonly summary?: RunSummary;
  readonly error: EnvelopeError | null;
  /** What tasks warned about, in order; the first 500. */
  readonly warnings: readonly Warning[];
  /** Tasks of this run that a later task folder defines in the place of an earlier one; absent when there are none, or too many. */
  readonly redefined?: readonly Redefinition[];
  readonly tasks: readonly EnvelopeTask[];
}

export interface EnvelopeError {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly data: unknown;
}

export interface EnvelopeTask {
  readonly task: string;
  readonly state: TaskResult['state'];
  readonly status: ExitStatus;
  readonly duration_ms: number;
  readonly reason: string | null;
  /** Why its code ran or did not have to; only for a task that says what it reads and makes. */
  readonly why?: string;
  /** The recorded steps of a dry run; absent in a real run. */
  readonly steps?: readonly Step[];
}

/** A document of at most this many bytes is printed whole. */
export const envelopeLimit = 4096;

export function errorOf(error: StackError | null): EnvelopeError | null {
  return error === null ? null : { code: error.code, message: error.message, fix: error.fix, data: error.data };
}

export function taskOf(result: TaskResult, steps: readonly Step[] | undefined): EnvelopeTask {
  const { name, state, status, reason, why } = result;
  const task = { task: name, state, status, duration_ms: Math.round(tookMs(result)), reason };
  if (why === null && steps === undefined) return task;
  return { ...task, ...(why === null ? {} : { why }), ...(steps === undefined ? {} : { steps }) };
}

/**
 * The document as one line. Above the limit `data` is cut to its shape (and the task list to what did not succeed), and `keep` is
 * called to put the whole into a file. A dry run may write no file, so it is never cut.
 */
export function renderEnvelope(envelope: Envelope, keep: (whole: string) => string): string {
  const whole = `${JSON.stringify(envelope)}\n`;
  if (envelope.dry_run || Buffer.byteLength(whole) <= envelopeLimit) return whole;
  const { summary: _inTheFile, redefined, ...kept } = envelope;
  const warnings = envelope.warnings.slice(0, 5);
  const some = redefined === undefined ? {} : { redefined: redefined.slice(0, 5) };
  const cut = { ...kept, data: shapeOf(envelope.data), warnings, data_file: keep(whole), ...some };
  const text = `${JSON.stringify(cut)}\n`;
  if (Buffer.byteLength(text) <= envelopeLimit) return text;
  return shorten(cut);
}

/** What does not fit even without its data: texts are cut shorter and shorter, the way to the whole stays. */
function shorten({ redefined: _inTheFile, ...cut }: Envelope): string {
  const troubled = cut.tasks.filter(({ state }) => state !== 'succeeded' && state !== 'no-op').slice(0, 5);
  for (const length of [500, 120, 40]) {
    const short = (text: string): string => text.slice(0, length);
    const tasks = troubled.map((task) => ({
      ...task,
      task: short(task.task),
      reason: task.reason === null ? null : short(task.reason),
      ...(task.why === undefined ? {} : { why: short(task.why) }),
    }));
    const { error } = cut;
    const brief =
      error === null ? null : { ...error, message: short(error.message), fix: short(error.fix), data: null };
    const text = `${JSON.stringify({ ...cut, task: short(cut.task), data: null, warnings: [], tasks, error: brief })}\n`;
    if (Buffer.byteLength(text) <= envelopeLimit) return text;
  }
  const error = cut.error === null ? null : { code: cut.error.code.slice(0, 40), message: '', fix: '', data: null };
  return `${JSON.stringify({ ...cut, task: '', data: null, warnings: [], tasks: [], error })}\n`;
}

/** Scalars stay, lists become their length, maps the number of their keys. */
function shapeOf(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return null;
  if (Array.isArray(data)) return { count: data.length };
  const entries = Object.entries(data).slice(0, 40);
  return Object.fromEntries(entries.map(([key, value]) => [key, shapeOfValue(value)]));
}

function shapeOfValue(value: unknown): unknown {
  if (Array.isArray(value)) return { count: value.length };
  if (typeof value === 'object' && value !== null) return { keys: Object.keys(value).length };
  return typeof value === 'string' ? value.slice(0, 80) : value;
}
