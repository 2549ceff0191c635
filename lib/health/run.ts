import { isStackError } from '../kernel/fault';
import { severities, type Check, type CheckFacts, type Finding } from './check';

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

/** Runs the checks one after the other; one that throws a fault could not check, and the others go on. */
export async function runChecks(checks: readonly Check[], facts: CheckFacts): Promise<HealthReport> {
  const findings: CodedFinding[] = [];
  const results: HealthReport['checks'][number][] = [];
  const notChecked: { code: string; reason: string }[] = [];
  for (const { code, title, run } of checks) {
    facts.signal.throwIfAborted();
    if (facts.config.health.off.includes(code)) {
      results.push({ code, title, result: 'off' });
      continue;
    }
    try {
      const found = await run(facts);
      findings.push(...found.map((finding) => ({ code, ...finding })));
      results.push({ code, title, result: found.length === 0 ? 'ok' : 'findings' });
    } catch (error) {
      if (!isStackError(error)) throw error;
      notChecked.push({ code, reason: error.message });
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

/** True when a finding is at least as severe as the config says. */
export function isIll({ findings }: HealthReport, failOn: Finding['severity']): boolean {
  return findings.some(({ severity }) => severities.indexOf(severity) >= severities.indexOf(failOn));
}
