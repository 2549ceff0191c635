/** The way out that every `process.exit` takes in the end. Node leaves it replaceable on purpose; its types do not mention it. */
interface Leaving {
  reallyExit: (status?: number) => never;
}

// Every Node has it, see above.
const leaving = process as unknown as Leaving;
/** As it was before a task could put something in its place that comes back. */
const { reallyExit } = leaving;

let decide: ((typed: number) => number) | undefined;

/** Answers what puts the last word back to whoever has it now: for a run inside a program that goes on afterwards. */
export function keepLastDoor(): () => void {
  const kept = decide;
  return () => {
    decide = kept;
  };
}

/**
 * From now on `status` has the last word on every way out through JavaScript, also for a task that took our listeners away or that calls
 * `process.exit(0)` in a listener of its own. It is given the status that was asked for. A later call takes the place of an earlier one.
 */
export function holdLastDoor(status: (asked: number) => number): void {
  if (decide === undefined) {
    const really = leaving.reallyExit.bind(process);
    leaving.reallyExit = (asked = 0) => really(decide?.(asked) ?? asked);
  }
  decide = status;
}

/**
 * Ends the process as `process.exit` does after its listeners. Coverage and profiles are written, nothing that a stream still holds is: for the
 * end of the last `exit` listener, after which no JavaScript runs in any case.
 */
export function leaveAtOnce(): void {
  try {
    // What a library has put in its place has something left to do.
    leaving.reallyExit();
  } catch {
    // Nor does it lead out where it throws.
  }
  reallyExit.call(process, decide?.(0) ?? 0);
}
