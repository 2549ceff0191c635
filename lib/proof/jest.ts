import { join } from 'node:path';
import type { System } from '../system/port';
import { testsFailed } from './faults';
import { programOf, repositoryRoot } from './repository';

export interface SuiteResult {
  readonly suite: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface SuiteRequest {
  readonly suite: string;
  /** Projects of jest.config.js. */
  readonly projects: readonly string[];
  /** A part of the paths of the test files that are wanted; default: all. */
  readonly only?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another node than the one that runs us. */
  readonly node?: string;
  /** What is counted; default: what the suite loads. One suite counts every file, so that those nothing loads are part of the sum. */
  readonly coverage?: 'every file' | 'what is loaded' | 'nothing';
}

/** Jest compiles each that the suite did not load, which takes longer than many a suite. */
const everyFile = ['lib', 'tasks'].map((folder) => `--collectCoverageFrom=${folder}/**/*.ts`);

/** Where results and coverage of the suites are kept until the next run. */
export function coverageFolder(): string {
  return join(repositoryRoot(), 'coverage');
}

/**
 * Runs one suite and keeps its counts and its coverage.
 * @throws `testsFailed` (PRF002, 500), also when no test ran at all.
 */
export async function runSuite(
  system: System,
  { suite, projects, only, env = {}, node = process.execPath, coverage = 'what is loaded' }: SuiteRequest,
  signal: AbortSignal,
): Promise<SuiteResult> {
  const folder = join(coverageFolder(), suite);
  const output = join(folder, 'results.json');
  system.files.makeFolder(folder);
  if (system.files.stat(output) !== undefined) system.files.remove(output);
  const counting = ['--coverage', '--coverageReporters=json', `--coverageDirectory=${folder}`];
  const counted = { 'every file': [...counting, ...everyFile], 'what is loaded': counting, nothing: [] }[coverage];
  const chosen = only === undefined ? [] : [`--testPathPatterns=${only}`];
  // Jest leaves one core to the person at the machine, which on two is half of it.
  const workers = '--maxWorkers=100%';
  const args = [
    '--ci',
    '--json',
    `--outputFile=${output}`,
    workers,
    '--selectProjects',
    ...projects,
    ...counted,
    ...chosen,
  ];
  const { status } = await system.processes.run(node, [programOf('jest/bin/jest.js'), ...args], {
    cwd: repositoryRoot(),
    output: 'inherit',
    accept: 'any',
    signal,
    env: { ...env, NODE_NO_WARNINGS: '1' },
  });
  const result = readResult(system, suite, output);
  if (status !== 0 || result.failed > 0 || result.passed === 0)
    throw testsFailed({ suite, passed: result.passed, failed: result.failed });
  return result;
}

/** What jest wrote about a suite; zeros when it did not get that far. A suite that could not be loaded counts as one failure. */
export function readResult({ files }: Pick<System, 'files'>, suite: string, output: string): SuiteResult {
  if (files.stat(output) === undefined) return { suite, passed: 0, failed: 1, skipped: 0 };
  const report: unknown = JSON.parse(files.readText(output));
  const count = (key: string): number => {
    const value: unknown =
      typeof report === 'object' && report !== null ? Object.getOwnPropertyDescriptor(report, key)?.value : 0;
    return typeof value === 'number' ? value : 0;
  };
  return {
    suite,
    passed: count('numPassedTests'),
    failed: count('numFailedTests') + count('numRuntimeErrorTestSuites'),
    skipped: count('numPendingTests') + count('numTodoTests'),
  };
}
