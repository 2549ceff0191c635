export type { Candidate, OfferedVersion } from './candidate';
/** @lazy */
export { checkPolicy } from './check-policy';
export { checkUpdates, type UpdateReport } from './check';
export { chooseVersion } from './choose';
export { chooseByPolicy } from './choose-offered';
export type { UpdateConfig } from './config';
export { decideUpdates } from './decide';
export { describeRisks, describeUpdates } from './describe';
export { findUpdates } from './find';
export { readLastCheck, reportName } from './last-check';
export { moveTools, type MoveReport } from './move';
export { toPinChanges } from './pin-changes';
