import { isAbsolute, join } from 'node:path';
import { isInside } from '../../config';
import { matchFiles } from '../../system/match-files';
import { hasWildcard, meaningOf, plainPath } from '../../system/pattern';
import type { System } from '../../system/port';
import { emptyGlob, missingInput } from './faults';

/**
 * Absolute paths of what a task reads, in name order, each once. `!pattern` takes away from what the others gave.
 * @throws `missingInput` (RUN040), `emptyGlob` (RUN041); both 506.
 */
export function findInputs(system: System, root: string, task: string, patterns: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const pattern of patterns.filter((text) => !text.startsWith('!'))) {
    const meaning = meaningOf(system.files, root, pattern);
    if ('path' in meaning) {
      if (system.files.stat(meaning.path) === undefined) throw missingInput({ task, input: pattern });
      found.add(meaning.path);
      continue;
    }
    const matched = matchFiles(system, root, pattern);
    if (matched.length === 0) throw emptyGlob({ task, pattern, root });
    for (const path of matched) found.add(path);
  }
  for (const pattern of patterns.filter((text) => text.startsWith('!'))) {
    for (const path of takenAway(system, root, pattern.slice(1), found)) found.delete(path);
  }
  return [...found].sort();
}

/** A name alone takes away what lies below it too. */
function takenAway(system: System, root: string, pattern: string, found: ReadonlySet<string>): readonly string[] {
  const meaning = meaningOf(system.files, root, pattern);
  if ('path' in meaning) return [...found].filter((path) => isInside(path, meaning.path));
  return matchFiles(system, root, pattern);
}

/** One entry of the outputs: a path, or a pattern with what it matches now. */
export interface NamedOutput {
  readonly named: string;
  readonly paths: readonly string[];
}

/**
 * Absolute paths of what a task makes. What a function answered is made of the names of its inputs, so it is taken as it is. Of a written
 * list only a star or a question mark makes a pattern, for what it means has to be known before it exists: then it is what was made last.
 */
export function findOutputs(
  system: System,
  root: string,
  outputs: readonly string[],
  written: boolean,
): readonly NamedOutput[] {
  return outputs.map((named) => {
    if (written && hasWildcard(named)) return { named, paths: matchFiles(system, root, named) };
    const path = written ? plainPath(named) : named;
    return { named, paths: [isAbsolute(path) ? path : join(root, path)] };
  });
}
