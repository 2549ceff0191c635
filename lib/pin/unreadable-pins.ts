import type { Config } from '../config';
import type { StackError } from '../kernel/fault';
import type { System } from '../system/port';
import { schemeOf } from '../versions';
import { pinUnreadable } from './faults';
import { loadManagers } from './load-managers';

/**
 * The fault of every pin that names no version (PIN021, 502), also of tools that are not listed: a pattern of the schema cannot tell a range
 * from a tag.
 * @lazy
 */
export function unreadablePins(
  system: Pick<System, 'files'>,
  { pins }: Pick<Config, 'pins'>,
  load: (path: string) => unknown,
): readonly StackError[] {
  return loadManagers(system, load).flatMap(({ name, scheme }) =>
    Object.entries(pins[name] ?? {})
      .filter(([, pin]) => schemeOf(scheme).range(pin) === undefined)
      .map(([tool, pin]) => pinUnreadable({ manager: name, tool, pin })),
  );
}
