/** A task is begun until it has ended; one whose condition was not met may begin again. */
export const begun = 1;
/** A chain of hard references leads from it up to a root: its failure is the run's. */
export const hard = 2;
/** It waits for the tasks of its next move. */
export const waiting = 4;
/** It has had its first turn. */
export const seen = 8;
/** It has ended, and whoever needs it can go on. */
export const well = 16;

/** Numbers that one who waits takes in the list: who, at which move, and where the next one stands. */
const each = 3;
const nobody = -1;

/**
 * How far each task of a run has come, as numbers beside its place in the graph: ten thousand tasks on their way cost a few lists and no
 * object each, and the memory has nothing to tidy up.
 */
export class Ways {
  /** Of each task the marks above. Read in place where it is done for every move: a call costs more than that. */
  readonly states: Uint8Array;
  /** The next move of each task. */
  readonly nexts: Int32Array;
  private readonly lacks: Int32Array;
  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private waiters = new Int32Array(each * 64);
  private end = 0;

  constructor(count: number) {
    this.states = new Uint8Array(count);
    this.nexts = new Int32Array(count);
    this.lacks = new Int32Array(count);
    this.first = new Int32Array(count).fill(nobody);
    this.last = new Int32Array(count);
  }

  begin(at: number, from: number, isHard: boolean): void {
    this.states[at] = isHard ? begun | hard : begun;
    this.nexts[at] = from;
  }

  isBegun(at: number): boolean {
    return ((this.states[at] ?? 0) & begun) !== 0;
  }

  isHard(at: number): boolean {
    return ((this.states[at] ?? 0) & hard) !== 0;
  }

  harden(at: number): void {
    this.states[at] = (this.states[at] ?? 0) | hard;
  }

  isWaiting(at: number): boolean {
    return ((this.states[at] ?? 0) & waiting) !== 0;
  }

  /** It lacks so many tasks for its next move. */
  lack(at: number, count: number): void {
    this.lacks[at] = count;
    this.states[at] = (this.states[at] ?? 0) | waiting;
  }

  /** Puts a task and the move it is at in line for the end of another one. */
  wait(other: number, who: number, move: number): void {
    const at = this.end;
    if (at === this.waiters.length) {
      const longer = new Int32Array(at * 2);
      longer.set(this.waiters);
      this.waiters = longer;
    }
    this.waiters[at] = who;
    this.waiters[at + 1] = move;
    this.waiters[at + 2] = nobody;
    this.end = at + each;
    if (this.first[other] === nobody) this.first[other] = at;
    else this.waiters[(this.last[other] ?? 0) + 2] = at;
    this.last[other] = at;
  }

  /** It has ended: tells who waited for it and at which move, first come first, and whether nothing is lacking any more. */
  finish<R>(
    at: number,
    isWell: boolean,
    result: R,
    tell: (who: number, move: number, isReady: boolean, result: R) => void,
  ): void {
    const { waiters, lacks } = this;
    this.states[at] = isWell ? well : 0;
    let one = this.first[at] ?? nobody;
    this.first[at] = nobody;
    while (one !== nobody) {
      const who = waiters[one] ?? 0;
      const left = (lacks[who] ?? 0) - 1;
      lacks[who] = left;
      tell(who, waiters[one + 1] ?? 0, left === 0, result);
      one = waiters[one + 2] ?? nobody;
    }
  }
}
