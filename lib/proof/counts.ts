import type { CoverageMapData, FileCoverageData } from 'istanbul-lib-coverage';
import type { Counts } from './counted-code';

/** By the path of the file. */
export type CountedFiles = Readonly<Record<string, Counts>>;

/** Adds the counts of processes to those of the files they ran; counts of what is no such file are not told. */
export function addCounts(about: CoverageMapData, processes: Iterable<CountedFiles>): CoverageMapData {
  const total = structuredClone(about) as Record<string, FileCoverageData>;
  for (const counted of processes)
    for (const [path, { s, f, b }] of Object.entries(counted)) {
      const file = total[path];
      if (file === undefined) continue;
      s.forEach((count, place) => (file.s[place] = (file.s[place] ?? 0) + count));
      f.forEach((count, place) => (file.f[place] = (file.f[place] ?? 0) + count));
      b.forEach((counts, place) => {
        const before = file.b[place] ?? [];
        file.b[place] = counts.map((count, way) => (before[way] ?? 0) + count);
      });
    }
  return total;
}
