/** A command that the machine starts by itself, for this user. */
export interface Schedule {
  /** Lower-case letters, digits and `-`. */
  readonly id: string;
  /** One line for people. */
  readonly summary: string;
  /** Absolute path of a program and its arguments; no shell. */
  readonly command: readonly string[];
  /** `daily`, `weekly`, or a calendar expression of the system (`Mon *-*-* 09:00:00`). */
  readonly when: string;
}

/**
 * Schedules of this user that we keep. `put` makes or changes one, `remove` takes it away (nothing when it is absent); what is as wished
 * already is not written again. They are kept as ordinary files and links, so every change is a step that can be planned and undone; whoever
 * changes them tells the running system to look again. All three throw `notOnThisSystem` (510) where no adapter exists, and `put` throws
 * `badSchedule` (501) for what cannot be kept, `fileExists` (506) where a file of that name is not ours.
 */
export interface Schedules {
  put(schedule: Schedule): void;
  remove(id: string): void;
  /** Sorted by id. */
  list(): readonly Schedule[];
}
