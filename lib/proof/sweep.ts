import { join } from 'node:path';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import { coverageFolder, runSuite, type SuiteResult } from './jest';

export interface SweepAnswer extends SuiteResult {
  /** Points tried, by the way they lie on and the kind of fault. */
  readonly tried: Readonly<Record<string, number>>;
}

/**
 * Disturbs a run at each of its changing system calls, with strace. The suites of integration that kill at random moments follow, with a
 * third of the kills each: a round of theirs takes longer.
 * @throws `testsFailed` (PRF002, 500) when something did not hold; the points stand above on stderr.
 */
export async function runSweep(
  system: System,
  { step, kills }: { readonly step: number; readonly kills: number },
  signal: AbortSignal,
): Promise<SweepAnswer> {
  const { os } = system.machine;
  if (os !== 'linux') throw notOnThisSystem({ what: 'failing single system calls', os });
  const env = { CLISTACK_SWEEP_STEP: String(step), CLISTACK_SWEEP_KILLS: String(kills) };
  const result = await runSuite(system, { suite: 'sweep', projects: ['sweep'], env, coverage: 'nothing' }, signal);
  // Written by the suite that has just passed.
  const tried = JSON.parse(
    system.files.read(join(coverageFolder(), 'sweep', 'tried.json')).toString('utf8'),
  ) as SweepAnswer['tried'];
  // With fewer than in the short lane they would prove nothing.
  const atRandom = { CLISTACK_KILLS: String(Math.max(24, Math.ceil(kills / 3))) };
  const only = '-kills\\.test\\.ts$';
  const more = await runSuite(
    system,
    { suite: 'kills', projects: ['integration'], only, env: atRandom, coverage: 'nothing' },
    signal,
  );
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => result[key] + more[key];
  return { suite: 'sweep', passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), tried };
}
