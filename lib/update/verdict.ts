import type { OfferedVersion, SkippedVersion } from './candidate';
import type { Bench } from './judge';

/** What the policy says of one tool, before its group has a word. */
export interface ToolVerdict {
  readonly bench: Bench;
  /** What it may move to, newest first. */
  readonly open: readonly OfferedVersion[];
  /** What it could move to if its pin moved, newest first. */
  readonly behindPin: readonly OfferedVersion[];
  readonly skipped: readonly SkippedVersion[];
}
