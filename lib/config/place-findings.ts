import { isAbsolute } from 'node:path';
import type { System } from '../system/port';
import { locatePointer } from './locate';
import type { ConfigProblem } from './problem';
import { readDocument } from './read-document';

/** What a noun finds wrong with a value of the effective config, before anyone looks where it stands. */
export interface ConfigFinding extends Omit<ConfigProblem, 'source' | 'line' | 'column'> {
  /** True when the key is the place, not its value. */
  readonly atKey: boolean;
}

/**
 * Findings at their places in the files, or named by the variable that the value comes from.
 * @param sources where each value of the effective config came from, by pointer.
 */
export function placeFindings(
  { files }: Pick<System, 'files'>,
  sources: Readonly<Record<string, string>>,
  findings: readonly ConfigFinding[],
): readonly ConfigProblem[] {
  return findings.map(({ atKey, ...problem }) => {
    const source = sourceOf(problem.pointer, sources);
    if (!isAbsolute(source)) return { source, line: null, column: null, ...problem };
    return { source, ...locatePointer(readDocument(files, source).text, problem.pointer, atKey), ...problem };
  });
}

/** The source of a value, of something in it, or of the list or object that it is part of. */
function sourceOf(pointer: string, sources: Readonly<Record<string, string>>): string {
  const inner = Object.keys(sources).find((key) => key.startsWith(`${pointer}/`));
  if (inner !== undefined) return sources[inner] ?? 'default';
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const source = sources[at];
    if (source !== undefined) return source;
  }
  return 'default';
}
