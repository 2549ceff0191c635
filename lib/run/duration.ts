import { badOptionValue } from '../kernel/faults';
import { longestTimeMs } from '../kernel/longest-time';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `60s`, `500ms`, `5m`, `1h`, or plain seconds, as milliseconds.
 * @throws `badOptionValue` (RUN004, 501).
 */
export function readDuration(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const factor = units[match?.[2] ?? 's'];
  if (match === null || factor === undefined) {
    throw badOptionValue({ flag, found: text, allowed: 'a time such as 60s, 500ms or 5m' });
  }
  const ms = Math.round(Number(match[1]) * factor);
  if (ms <= longestTimeMs) return ms;
  throw badOptionValue({ flag, found: text, allowed: `a time of at most ${Math.floor(longestTimeMs / 3_600_000)}h` });
}
