import { join } from 'node:path';
import type { FileReader } from '../../system/ports/files';
import { repositoryRoot } from '../repository';

/** What was seen to pass on a real node.exe. Committed: docs/platforms.md is made from it. */
export interface WindowsRecord {
  /** The node.exe, and the Wine it ran under when the record was written. */
  readonly node: string;
  readonly wine: string;
  /** Outermost titles of `tests/windows`, each a part of docs/platforms.md, all of whose tests passed. */
  readonly parts: readonly string[];
  /** Unit suites that pass there whole, by path from the root. */
  readonly suites: readonly string[];
}

/** One test file as jest reports it. */
export interface SeenSuite {
  /** Path from the root, with slashes. */
  readonly path: string;
  readonly passed: boolean;
  readonly tests: readonly { readonly part: string | undefined; readonly passed: boolean }[];
}

export function recordFile(): string {
  return join(repositoryRoot(), 'tests', 'windows', 'seen.json');
}

/** The committed record; an empty one where none was written yet. */
export function readRecord(files: Pick<FileReader, 'stat' | 'read'>): WindowsRecord {
  if (files.stat(recordFile()) === undefined) return { node: '', wine: '', parts: [], suites: [] };
  // Written by the lane itself, and held against its schema by a test.
  return JSON.parse(files.read(recordFile()).toString('utf8')) as WindowsRecord;
}

/** The test files of a report that jest wrote under Wine, where paths have a drive and backslashes. */
export function readSuites(report: string, root: string): readonly SeenSuite[] {
  // The format of `jest --json`, of which only these fields are read.
  const { testResults } = JSON.parse(report) as {
    readonly testResults: readonly {
      readonly name: string;
      readonly status: string;
      readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly status: string }[];
    }[];
  };
  return testResults.map(({ name, status, assertionResults }) => ({
    path: name
      .replaceAll('\\', '/')
      .replace(/^[A-Za-z]:/, '')
      .replace(`${root}/`, ''),
    passed:
      status === 'passed' &&
      assertionResults.length > 0 &&
      assertionResults.every((assertion) => assertion.status === 'passed'),
    tests: assertionResults.map((assertion) => ({
      part: assertion.ancestorTitles[0],
      passed: assertion.status === 'passed',
    })),
  }));
}

/** The parts all of whose tests passed: one that failed or was skipped, in any file, and the part was not seen. */
export function seenParts(suites: readonly SeenSuite[]): readonly string[] {
  const tests = suites.filter(({ path }) => path.startsWith('tests/windows/')).flatMap((suite) => suite.tests);
  const titles = new Set(tests.flatMap(({ part }) => (part === undefined ? [] : [part])));
  return [...titles].filter((title) => tests.every(({ part, passed }) => part !== title || passed)).sort();
}
