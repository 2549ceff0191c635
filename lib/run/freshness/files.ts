import { isAbsolute, join } from 'node:path';
import { isGlob, matchFiles } from '../../system/match-files';
import type { System } from '../../system/port';
import { emptyGlob, missingInput } from '../faults';

/**
 * Absolute paths of what a task reads, in name order, each once. `!pattern` takes away from what the others gave.
 * @throws `missingInput` (RUN040), `emptyGlob` (RUN041); both 506.
 */
export function findInputs(system: System, root: string, task: string, patterns: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const pattern of patterns.filter((text) => !text.startsWith('!'))) {
    if (!isGlob(pattern)) {
      const path = absolute(root, pattern);
      if (system.files.stat(path) === undefined) throw missingInput({ task, input: pattern });
      found.add(path);
      continue;
    }
    const matched = matchFiles(system, root, pattern);
    if (matched.length === 0) throw emptyGlob({ task, pattern, root });
    for (const path of matched) found.add(path);
  }
  for (const pattern of patterns.filter((text) => text.startsWith('!'))) {
    for (const path of matchFiles(system, root, pattern.slice(1))) found.delete(path);
  }
  return [...found].sort();
}

/** Absolute paths of what a task makes, as it wrote them; a pattern is what it made the last time. */
export function findOutputs(system: System, root: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => (isGlob(path) ? matchFiles(system, root, path) : [absolute(root, path)]));
}

function absolute(root: string, path: string): string {
  return isAbsolute(path) ? path : join(root, path);
}
