import type { ConfigChange } from '../config';
import type { PinProposal } from './candidate';

/** Proposed pins as changes of the config. */
export function toPinChanges(proposals: readonly PinProposal[]): readonly ConfigChange[] {
  return proposals.map(({ manager, tool, to }) => ({ kind: 'set', keys: ['pins', manager, tool], value: to }));
}
