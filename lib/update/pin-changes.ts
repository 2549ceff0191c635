import { escapePointer, isOverride, type ConfigChange } from '../config';
import type { PinProposal } from './candidate';

/** Proposed pins as changes of the config. */
export function toPinChanges(proposals: readonly PinProposal[]): readonly ConfigChange[] {
  return proposals.map(({ manager, tool, to }) => ({ kind: 'set', keys: ['pins', manager, tool], value: to }));
}

/** A pin that could move, and which a variable sets. */
export interface OverriddenPin extends PinProposal {
  readonly variable: string;
}

/**
 * Those whose pin a variable sets: what is written into the file would not be what holds.
 * @param sources where each value of the config comes from, by its JSON pointer.
 */
export function overriddenPins(
  proposals: readonly PinProposal[],
  sources: Readonly<Record<string, string>>,
): readonly OverriddenPin[] {
  return proposals.flatMap((proposal) => {
    const variable = sources[`/pins/${escapePointer(proposal.manager)}/${escapePointer(proposal.tool)}`];
    return variable !== undefined && isOverride(variable) ? [{ ...proposal, variable }] : [];
  });
}
