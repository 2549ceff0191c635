import type { Talk, ViewEvent } from './view';

type Ended = Extract<ViewEvent, { readonly kind: 'ended' }>;

/**
 * Tells the further turns of a task in which it found nothing to do, or was skipped: it has its line already, and one more at each reference
 * would hide what the others did.
 */
export function createIdleTurns(talk: Talk): (event: Ended) => boolean {
  const told = new Set<string>();
  return ({ isOpen, result: { name, state } }) => {
    if (isOpen !== true || talk === 'verbose' || talk === 'debug') return false;
    const isFurther = told.has(name);
    // What has failed has a line of that, and none of what it is now.
    if (state === 'failed') told.delete(name);
    else told.add(name);
    return isFurther && (state === 'no-op' || state === 'skipped');
  };
}
