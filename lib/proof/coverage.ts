import type { CoverageMapData } from 'istanbul-lib-coverage';
import { join } from 'node:path';
import type { System } from '../system/port';
import { addCounts, type CountedFiles } from './counts';
import { placesFile } from './instrument';
import { coverageFolder } from './jest';
import { repositoryRoot } from './repository';

export interface CoverageTotals {
  /** Percent, one decimal. */
  readonly lines: number;
  readonly branches: number;
  readonly files: number;
}

/** What the proof itself runs is not counted: it would have to run inside its own count. */
const counted = /^(lib\/(?!proof\/)|tasks\/(?!test|lint|ci|bench|docs))/;

/** Adds up the coverage of every suite and every child process, by source file, and writes the table to coverage/summary.txt. */
export async function totalCoverage(system: System): Promise<CoverageTotals> {
  const { createCoverageMap } = require('istanbul-lib-coverage') as typeof import('istanbul-lib-coverage');
  const { createSourceMapStore } = require('istanbul-lib-source-maps') as typeof import('istanbul-lib-source-maps');
  const { files, walk } = system;
  const read = (path: string): unknown => JSON.parse(files.readText(path));
  const counts: string[] = [];
  const total = createCoverageMap({});
  for (const { path, name, kind } of walk(coverageFolder(), { enter: (entry) => entry.name !== 'package' })) {
    if (kind !== 'file') continue;
    if (name === 'coverage-final.json') total.merge(read(path) as CoverageMapData);
    else if (path.includes('/counts/')) counts.push(path);
  }
  // The children ran compiled code; its counts are moved to the lines of the sources.
  if (counts.length > 0) {
    const children = addCounts(read(placesFile()) as CoverageMapData, readEach(counts, read));
    total.merge(await createSourceMapStore().transformCoverage(createCoverageMap(children)));
  }
  const root = `${repositoryRoot()}/`;
  total.filter((path) => path.startsWith(root) && counted.test(path.slice(root.length)));
  const summary = total.getCoverageSummary();
  const rows = total.files().map((path) => {
    const { lines, branches } = total.fileCoverageFor(path).toSummary().data;
    return `${String(lines.pct).padStart(6)} ${String(branches.pct).padStart(6)}  ${path.slice(root.length)}`;
  });
  files.write(join(coverageFolder(), 'summary.txt'), ` lines branch  file\n${rows.sort().join('\n')}\n`, {
    mode: 0o644,
  });
  return { lines: summary.lines.pct, branches: summary.branches.pct, files: rows.length };
}

/** One at a time: all of them together are more than fits. */
function* readEach(paths: readonly string[], read: (path: string) => unknown): Iterable<CountedFiles> {
  for (const path of paths) yield read(path) as CountedFiles;
}
