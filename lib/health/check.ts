import type { Config, OwnedPaths } from '../config';
import type { System } from '../system/port';

export const severities = ['info', 'warning', 'error'] as const;
export type Severity = (typeof severities)[number];

/** Something that is not as it should be. */
export interface Finding {
  readonly severity: Severity;
  /** One sentence naming the thing. */
  readonly message: string;
  /** What was seen, as plain data. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** A line for the shell that puts it right, and null where only the user can decide. */
  readonly fix: string | null;
}

/** Of a check: ours begin with HC. */
export const codeShape = /^[A-Z]{2,6}\d{3}$/;

/** What a check may look at. */
export interface CheckFacts {
  readonly system: System;
  readonly config: Config;
  readonly paths: OwnedPaths;
  readonly runId: string;
  readonly signal: AbortSignal;
  /** True: nothing is taken from an earlier run. */
  readonly fresh: boolean;
  /** True: no program may be started that could write something. */
  readonly dryRun: boolean;
  /** Opens a file of ours, such as an entry of a folder. */
  readonly load: (path: string) => unknown;
}

/** One check: an entry of `lib/health/checks/` or of a folder of the user's own. It looks, and leaves nothing behind. */
export interface Check {
  /** Capital letters and three digits, such as `OWN001`. Ours begin with HC. */
  readonly code: string;
  /** The finding in a few words: `PATH order wrong`. */
  readonly title: string;
  /** A fault it throws means that it could not check. */
  readonly run: (facts: CheckFacts) => readonly Finding[] | Promise<readonly Finding[]>;
}

/** A check that was loaded. */
export interface LoadedCheck extends Check {
  /** Of one of the user's own. */
  readonly file?: string;
}

/** The default export of a file with a check. Returns it unchanged; the type is the point. */
export function defineCheck(check: Check): Check {
  return check;
}
