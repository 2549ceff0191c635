import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../config';
import { toType } from '../kernel/to-type';
import type { PinFacts } from './compare';
import { composeLock, readPinsLock, type PinsLock } from './lock-file';
import { narrowLock, platformOf, widenLock, type LeftPlatforms, type LockPlace } from './lock-platforms';
import { spellAsListed } from './spelling';

/** The lock as this platform sees it; undefined where there is none. @throws `lockDamaged` (PIN020, 502). */
export function readKeptLock(place: ListedPlace, path: string): PinsLock | undefined {
  const whole = readListed(place, path);
  return whole === undefined ? undefined : narrowLock(place, whole);
}

/** A place whose tools the config lists. */
interface ListedPlace extends LockPlace {
  readonly config: Pick<Config, 'tools'>;
}

function readListed(place: ListedPlace, path: string): PinsLock | undefined {
  const whole = readPinsLock(place.system, path);
  return whole === undefined ? undefined : spellAsListed(place, whole);
}

/**
 * Writes the lock with what the file holds for other platforms.
 * @param lock as this platform sees it.
 * @returns a sentence for each tool of which sets of other platforms went.
 */
export function writePinsLock({ world, managers, config }: PinFacts, path: string, lock: PinsLock): readonly string[] {
  const { system } = world;
  const { files } = system;
  const old = readListed({ system, managers, config }, path);
  const { lock: whole, left } = widenLock({ system, managers }, lock, old);
  // The file may come from a checkout that has its own line ends, or from an editor with its own order: that is no news.
  if (old !== undefined && isDeepStrictEqual(inOrder(old), inOrder(whole))) return [];
  files.makeFolder(dirname(path), 0o755);
  // What is long comes last.
  const tools = whole.tools.map(({ packages, file, ...head }) => ({ ...head, packages, file }));
  const { $schema } = old ?? {};
  const text = JSON.stringify({ ...($schema === undefined ? {} : { $schema }), ...whole, tools }, null, 2);
  files.write(path, `${text}\n`, { mode: 0o644 });
  return left.map((one) => textOf(one, platformOf(system)));
}

/** The tools as a file would give them back. */
function inOrder({ tools }: PinsLock): unknown {
  return JSON.parse(JSON.stringify(composeLock(tools, undefined).tools));
}

function textOf({ manager, tool, platforms }: LeftPlatforms, here: string): string {
  const isOlder = platforms.length === 0;
  const before = isOlder ? 'was locked before platforms were noted, and is' : 'moved to another version, which is';
  const others = isOlder ? 'all others' : platforms.join(' and ');
  return `${manager}:${tool} ${before} locked for ${here} alone${isOlder ? ' now' : ''}: type ${toType('Pin.Lock --from lock')} on ${others} too`;
}
