import { writeErr } from '../system/terminal';
import type { RunEnd } from './conclude';
import { faultText, placeText } from './early';
import { clean } from './view/words';

/** The last word of a failed run on stderr: the cause and what to type next. */
export function sayError(
  { fault, cause, results }: RunEnd,
  redact: (value: unknown) => unknown,
  debug: boolean,
  cwd: string,
): void {
  const error = fault ?? cause?.error ?? null;
  if (error === null) return;
  const safe = (text: string): string => clean(String(redact(text)));
  writeErr(faultText(error, cwd, redact));
  // With --keep-going several may have failed: each is one click away.
  for (const { name, error: other } of results) {
    const at = other === error ? undefined : other?.data['at'];
    if (typeof at === 'string') writeErr(`  also ${safe(name)} at ${safe(placeText(at, cwd))}\n`);
  }
  if (!debug) return;
  const { failureDetails } = require('./failure-details') as typeof import('./failure-details');
  writeErr(failureDetails(error, redact));
}
