export { chooseVersion, type Choice } from './choose';
export { decideUpdates } from './decide';
export type {
  Actionable,
  Candidate,
  Decision,
  OfferedVersion,
  PinProposal,
  SkipCode,
  SkippedVersion,
} from './candidate';
export type { UpdateConfig } from './config';
