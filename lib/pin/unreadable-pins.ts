import { escapePointer, type Config, type ConfigPlace } from '../config';
import type { StackError } from '../kernel/fault';
import type { System } from '../system/port';
import { schemeOf, type VersionRange } from '../versions';
import { pinEmpty, pinUnreadable } from './faults';
import { loadManagers } from './load-managers';

/**
 * The fault of every pin that names no version (PIN021, PIN026; 502), also of tools that are not listed: a pattern of the schema cannot tell a
 * range from a tag.
 * @param placeOf where a value of the config stands, by its pointer.
 * @lazy
 */
export function unreadablePins(
  system: Pick<System, 'files'>,
  { pins }: Pick<Config, 'pins'>,
  load: (path: string) => unknown,
  placeOf: (pointer: string) => ConfigPlace,
): readonly StackError[] {
  return loadManagers(system, load).flatMap(({ name, scheme }) =>
    Object.entries(pins[name] ?? {}).flatMap(([tool, pin]) => {
      const refusal = refusalOf(schemeOf(scheme).range(pin));
      // Where it stands is only looked for where there is something to say.
      const place = (): ConfigPlace => placeOf(`/pins/${name}/${escapePointer(tool)}`);
      return refusal === undefined ? [] : [refusal({ manager: name, tool, pin, at: place() })];
    }),
  );
}

/** What is wrong with a pin, by the range it was read as; undefined for one that versions can be in. */
export function refusalOf(range: VersionRange | undefined): typeof pinUnreadable | undefined {
  if (range === undefined) return pinUnreadable;
  return range.isEmpty() ? pinEmpty : undefined;
}
