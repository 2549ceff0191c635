export type { Candidate, OfferedVersion } from './candidate';
export { checkPolicy } from './check-policy';
export { checkUpdates } from './check';
export { chooseVersion } from './choose';
export { chooseByPolicy } from './choose-offered';
export type { UpdateConfig } from './config';
export { decideUpdates } from './decide';
export {
  describeGaps,
  describeOverridden,
  describeRisks,
  describeStuck,
  describeUpdates,
  type FoundAnswer,
} from './describe';
export { findUpdates } from './find';
export { readLastCheck, reportName } from './last-check';
export { moveTools, type MoveReport } from './move';
export { overriddenPins, toPinChanges, type OverriddenPin } from './pin-changes';
export { tellAbsent } from './tell-absent';
export { tellUnasked } from './tell-unasked';
