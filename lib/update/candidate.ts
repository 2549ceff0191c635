import type { OfferedVersion } from '../pin';
import type { MeantTool, ToolName } from './patterns';

export type { OfferedVersion };

/** A tool that is installed, and all that the policy has to know of it. */
export interface Candidate extends MeantTool {
  readonly installed: string;
  /** The pin as written; undefined for a free tool. */
  readonly pin: string | undefined;
  /** What the registry calls the latest; undefined where it has no such word. */
  readonly latest: string | undefined;
  readonly versions: readonly OfferedVersion[];
}

/** Why a version is not offered. Codes are part of `updates.json`; texts may change. */
export type SkipCode =
  | 'pinned'
  | 'denied'
  | 'not-allowed'
  | 'prerelease'
  | 'beyond-latest'
  | 'max-major'
  | 'too-young'
  | 'age-unknown'
  | 'deprecated'
  | 'yanked'
  | 'downgrade'
  | 'group-waits'
  | 'unreadable';

/** A version newer than the installed one that is not offered, above the target or below it. */
export interface SkippedVersion extends ToolName {
  readonly version: string;
  readonly code: SkipCode;
  readonly text: string;
}

export interface Actionable extends ToolName {
  readonly installed: string;
  readonly target: string;
  readonly published: string | null;
  readonly pin: string | null;
  readonly group: string | null;
}

/** A pin that holds back a version which the policy would allow. */
export interface PinProposal extends ToolName {
  readonly from: string;
  readonly to: string;
  readonly version: string;
}

/** A pin that holds back such a version too, and has no form that could be proposed around it: `>=1 <2`, `1.x || 3.x`. */
export interface StuckPin extends ToolName {
  readonly pin: string;
  /** The newest version that it holds back. */
  readonly version: string;
}

export interface Decision {
  readonly actionable: readonly Actionable[];
  readonly skipped: readonly SkippedVersion[];
  readonly pinProposals: readonly PinProposal[];
  readonly stuckPins: readonly StuckPin[];
}
