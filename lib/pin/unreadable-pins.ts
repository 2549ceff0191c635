import type { Config } from '../config';
import type { StackError } from '../kernel/fault';
import type { System } from '../system/port';
import { schemeOf, type VersionRange } from '../versions';
import { pinEmpty, pinUnreadable } from './faults';
import { loadManagers } from './load-managers';

interface Pin {
  readonly manager: string;
  readonly tool: string;
  readonly pin: string;
}

/**
 * The fault of every pin that names no version (PIN021, PIN024; 502), also of tools that are not listed: a pattern of the schema cannot tell a
 * range from a tag.
 * @lazy
 */
export function unreadablePins(
  system: Pick<System, 'files'>,
  { pins }: Pick<Config, 'pins'>,
  load: (path: string) => unknown,
): readonly StackError[] {
  return loadManagers(system, load).flatMap(({ name, scheme }) =>
    Object.entries(pins[name] ?? {}).flatMap(
      ([tool, pin]) => faultOfRange(schemeOf(scheme).range(pin), { manager: name, tool, pin }) ?? [],
    ),
  );
}

/** What is wrong with a pin, by the range it was read as; undefined for one that versions can be in. */
export function faultOfRange(range: VersionRange | undefined, pin: Pin): StackError | undefined {
  if (range === undefined) return pinUnreadable(pin);
  return range.isEmpty() ? pinEmpty(pin) : undefined;
}
