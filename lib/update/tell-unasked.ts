import { toType } from '../kernel/to-type';
import type { Logger } from '../log';

/** What a dry run has to say of its answer: nobody was asked. @param unknown `manager:tool`: what the last check cannot tell of. */
export function tellUnasked(log: Pick<Logger, 'info' | 'warn'>, unknown: readonly string[]): void {
  log.info('a dry run asks no registry: this is what the last Update.Check found and has not moved since');
  if (unknown.length === 0) return;
  const names = unknown.join(', ');
  log.warn(
    `whether ${names} would move is not known: no Update.Check asked under the pins, the policy and the versions of today; fix: ${toType('Update.Check')}`,
  );
}
