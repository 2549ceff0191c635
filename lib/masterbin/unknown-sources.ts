import type { Config } from '../config';
import type { StackError } from '../kernel/fault';
import { suggest } from '../kernel/suggest';
import type { System } from '../system/port';
import { unknownSource } from './faults';
import { loadSources } from './list-programs';

/**
 * The fault of every name in `masterbin.sources` and `masterbin.priority` that is no source (MAS001, 502): which sources there are, a pattern
 * of the schema cannot tell.
 */
export function unknownSources(
  { files }: Pick<System, 'files'>,
  { masterbin: { sources, priority } }: Pick<Config, 'masterbin'>,
  load: (path: string) => unknown,
): readonly StackError[] {
  const known = loadSources(files, load).map(({ name }) => name);
  const isUnknown = (source: string): boolean => !/[\\/]/.test(source) && !known.includes(source);
  const faultOf = (source: string, key?: 'priority'): StackError =>
    unknownSource({ source, known, suggestions: suggest(source, known), ...(key === undefined ? {} : { key }) });
  // `ruff=pipx` is the source of one command.
  const preferred = priority.map((entry) => entry.slice(entry.indexOf('=') + 1));
  return [
    ...sources.filter(isUnknown).map((source) => faultOf(source)),
    ...preferred.filter(isUnknown).map((source) => faultOf(source, 'priority')),
  ];
}
