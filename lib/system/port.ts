import type { Clock } from './ports/clock';
import type { Environment, Machine } from './ports/environment';
import type { Files } from './ports/files';
import type { Hash } from './ports/hash';
import type { Links } from './ports/links';
import type { Locks } from './ports/locks';
import type { Processes } from './ports/processes';
import type { Randomness } from './ports/randomness';
import type { Scratch } from './ports/scratch';
import type { Schedules } from './ports/schedules';
import type { Walk } from './ports/walk';

/**
 * Everything outside: the one door of the code to disk, links, processes, environment, clock and chance. Real, in-memory (tests),
 * recording (dry run) and journaled (undo) Systems have this face, so a task cannot tell which one it was given.
 */
export interface System {
  readonly machine: Machine;
  readonly files: Files;
  readonly links: Links;
  readonly processes: Processes;
  readonly environment: Environment;
  readonly schedules: Schedules;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly locks: Locks;
  readonly walk: Walk;
  readonly hash: Hash;
  readonly scratch: Scratch;
}
