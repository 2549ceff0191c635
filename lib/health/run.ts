import { withCauses } from '../kernel/causes';
import { isStackError } from '../kernel/fault';
import { whyNoData } from '../kernel/lost-in-json';
import { severities, type CheckFacts, type Finding, type LoadedCheck } from './check';

/** A finding with the check it comes from. */
export type CodedFinding = Finding & { readonly code: string };

export interface HealthReport {
  /** Worst first, then by code. */
  readonly findings: readonly CodedFinding[];
  readonly checks: readonly {
    readonly code: string;
    readonly title: string;
    readonly result: 'ok' | 'findings' | 'off' | 'could not check';
  }[];
  readonly notChecked: readonly { readonly code: string; readonly reason: string }[];
}

/**
 * Runs the checks one after the other; one that throws a fault could not check, and the others go on. So could not one of the user's own,
 * whatever it throws and whatever it answers in the place of findings. `onFailed` gets what was thrown, of which the report holds the reason alone.
 */
export async function runChecks(
  checks: readonly LoadedCheck[],
  facts: CheckFacts,
  onFailed: (error: unknown) => void = () => undefined,
): Promise<HealthReport> {
  const findings: CodedFinding[] = [];
  const results: HealthReport['checks'][number][] = [];
  const notChecked: { code: string; reason: string }[] = [];
  for (const { code, title, run, file } of checks) {
    facts.signal.throwIfAborted();
    if (facts.config.health.off.includes(code)) {
      results.push({ code, title, result: 'off' });
      continue;
    }
    try {
      const found = findingsIn(await run(facts), file === undefined ? code : `${code} in ${file}`);
      findings.push(
        ...found.map(({ severity, message, evidence, fix }) => ({ code, severity, message, evidence, fix })),
      );
      results.push({ code, title, result: found.length === 0 ? 'ok' : 'findings' });
    } catch (error) {
      facts.signal.throwIfAborted();
      // A bug of ours is told as one.
      if (!isStackError(error) && isOurs(code)) throw error;
      onFailed(error);
      notChecked.push({ code, reason: isStackError(error) ? error.message : reasonOf(error) });
      results.push({ code, title, result: 'could not check' });
    }
  }
  findings.sort(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
  return { findings, checks: results, notChecked };
}

function reasonOf(error: unknown): string {
  const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
  return withCauses(reason, error);
}

function isOurs(code: string): boolean {
  return code.startsWith('HC');
}

/** What a check answered; that of the user's own may be anything. */
function findingsIn(answer: unknown, check: string): readonly Finding[] {
  if (!Array.isArray(answer)) throw new Error(`${check} answers ${typeof answer} in the place of a list of findings`);
  for (const [index, item] of answer.entries()) {
    const which = `${check}: item ${index + 1} of its answer`;
    if (!isFinding(item)) throw new Error(`${which} is no finding: it needs severity, message, evidence and fix`);
    const lost = whyNoData(item.evidence);
    if (lost !== undefined) throw new Error(`${which} has evidence that cannot be written as JSON: ${lost}`);
  }
  // Each item was looked at.
  return answer as readonly Finding[];
}

function isFinding(value: unknown): value is Finding {
  if (typeof value !== 'object' || value === null) return false;
  const { severity, message, evidence, fix } = value as Readonly<Record<string, unknown>>;
  const isKnown = severities.some((known) => known === severity);
  const hasFix = fix === null || typeof fix === 'string';
  return isKnown && typeof message === 'string' && typeof evidence === 'object' && evidence !== null && hasFix;
}

/** True when a finding is at least as severe as the config says. */
export function isIll({ findings }: HealthReport, failOn: Finding['severity']): boolean {
  return findings.some(({ severity }) => severities.indexOf(severity) >= severities.indexOf(failOn));
}
