import { randomId } from './random-bytes';

/** Which run this is, and which chain of calls it belongs to. */
export interface Correlation {
  readonly runId: string;
  /** From CLISTACK_CORR_ID where the caller handed one on, else the id of the run. */
  readonly corrId: string;
}

/** Makes the id of a run and looks at what it was handed. */
export function readCorrelation(): Correlation {
  const runId = randomId();
  const handed = process.env['CLISTACK_CORR_ID'] ?? '';
  return { runId, corrId: isGuid(handed) ? handed : runId };
}

function isGuid(text: string): boolean {
  // Most runs are handed nothing.
  return text !== '' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
