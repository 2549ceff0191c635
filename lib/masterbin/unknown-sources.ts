import type { Config, ConfigPlace } from '../config';
import type { StackError } from '../kernel/fault';
import { suggest } from '../kernel/suggest';
import type { System } from '../system/port';
import { unknownSource } from './faults';
import { loadSources } from './list-programs';

/**
 * The fault of every name in `masterbin.sources` and `masterbin.priority` that is no source (MAS001, 502): which sources there are, a pattern
 * of the schema cannot tell.
 * @param placeOf where a value of the config stands, by its pointer.
 */
export function unknownSources(
  { files }: Pick<System, 'files'>,
  { masterbin: { sources, priority } }: Pick<Config, 'masterbin'>,
  load: (path: string) => unknown,
  placeOf: (pointer: string) => ConfigPlace,
): readonly StackError[] {
  const known = loadSources(files, load).map(({ name }) => name);
  const isUnknown = (source: string): boolean => !/[\\/]/.test(source) && !known.includes(source);
  const faultAt = (source: string, pointer: string): readonly StackError[] =>
    isUnknown(source)
      ? [unknownSource({ source, known, suggestions: suggest(source, known), at: placeOf(pointer) })]
      : [];
  return [
    ...sources.flatMap((source, index) => faultAt(source, `/masterbin/sources/${index}`)),
    // `ruff=pipx` is the source of one command.
    ...priority.flatMap((entry, index) => faultAt(entry.slice(entry.indexOf('=') + 1), `/masterbin/priority/${index}`)),
  ];
}
