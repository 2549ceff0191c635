import { isAbsolute } from 'node:path';
import type { System } from '../system/port';
import { locatePointer } from './locate';
import type { ConfigPlace, ConfigProblem } from './problem';
import { readDocument } from './read-document';

/** What a noun finds wrong with a value of the effective config, before anyone looks where it stands. */
export interface ConfigFinding extends Omit<ConfigProblem, 'source' | 'line' | 'column'> {
  /** True when the key is the place, not its value. */
  readonly atKey: boolean;
}

/** Findings at their places. @param sources as for `placeInConfig`. */
export function placeFindings(
  system: Pick<System, 'files'>,
  sources: Readonly<Record<string, string>>,
  findings: readonly ConfigFinding[],
): readonly ConfigProblem[] {
  return findings.map(({ atKey, ...problem }) => ({
    ...placeInConfig(system, sources, problem.pointer, atKey),
    ...problem,
  }));
}

/**
 * Where a value of the effective config stands: in a file, or in the variable that it comes from.
 * @param sources where each value of the effective config came from, by pointer.
 */
export function placeInConfig(
  { files }: Pick<System, 'files'>,
  sources: Readonly<Record<string, string>>,
  pointer: string,
  atKey = false,
): ConfigPlace {
  const source = sourceOf(pointer, sources);
  if (!isAbsolute(source)) return { source, pointer, line: null, column: null };
  return { source, pointer, ...locatePointer(readDocument(files, source).text, pointer, atKey) };
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
