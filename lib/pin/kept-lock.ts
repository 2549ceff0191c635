import { dirname } from 'node:path';
import { toType } from '../kernel/to-type';
import type { PinFacts } from './compare';
import { readPinsLock, type PinsLock } from './lock-file';
import { narrowLock, platformOf, widenLock, type LeftPlatforms, type LockPlace } from './lock-platforms';

/** The lock as this platform sees it; undefined where there is none. @throws `lockDamaged` (PIN020, 502). */
export function readKeptLock(place: LockPlace, path: string): PinsLock | undefined {
  const whole = readPinsLock(place.system, path);
  return whole === undefined ? undefined : narrowLock(place, whole);
}

/**
 * Writes the lock with what the file holds for other platforms.
 * @param lock as this platform sees it.
 * @returns a sentence for each tool of which sets of other platforms went.
 */
export function writePinsLock({ world, managers }: PinFacts, path: string, lock: PinsLock): readonly string[] {
  const { system } = world;
  const { files } = system;
  const { lock: whole, left } = widenLock({ system, managers }, lock, readPinsLock(system, path));
  files.makeFolder(dirname(path), 0o755);
  // What is long comes last.
  const tools = whole.tools.map(({ packages, file, ...head }) => ({ ...head, packages, file }));
  // Written through the System: equal bytes are no step, so a run without news leaves the file alone.
  files.write(path, `${JSON.stringify({ ...whole, tools }, null, 2)}\n`, { mode: 0o644 });
  return left.map((one) => textOf(one, platformOf(system)));
}

function textOf({ manager, tool, platforms }: LeftPlatforms, here: string): string {
  const isOlder = platforms.length === 0;
  const before = isOlder ? 'was locked before platforms were noted, and is' : 'moved to another version, which is';
  const others = isOlder ? 'all others' : platforms.join(' and ');
  return `${manager}:${tool} ${before} locked for ${here} alone${isOlder ? ' now' : ''}: type ${toType('Pin.Lock --from lock')} on ${others} too`;
}
