import { longestTimeMs } from './longest-time';
import { suggest } from './suggest';

const known = ['times', 'delay', 'factor'];

/**
 * What does not say how a task is to be tried again; undefined where all is well.
 * @lazy
 */
export function problemOfRetry(retry: unknown): string | undefined {
  const { times, delay = 0, factor = 1 }: Readonly<Record<string, unknown>> = Object(retry) as Record<string, unknown>;
  if (!Number.isInteger(times) || Number(times) <= 0) return 'is to be tried again, but not how often';
  const other = Object.keys(Object(retry) as object).find((field) => !known.includes(field));
  if (other !== undefined) {
    const [close] = suggest(other, known);
    return `has a field '${other}' in 'retry' that it does not have${close === undefined ? '' : `, did you mean ${close}?`}`;
  }
  if (!isNumber(delay) || delay < 0) return "has a 'delay' in 'retry' that is no number of milliseconds";
  if (delay > longestTimeMs)
    return `has a 'delay' in 'retry' of more than ${longestTimeMs} ms, which no timer can measure`;
  if (!isNumber(factor) || factor < 0) return "has a 'factor' in 'retry' that is no number, or one below 0";
  return undefined;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
