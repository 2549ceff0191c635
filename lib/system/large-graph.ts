/** So many tasks make a large graph: below, it takes less than V8 would save. */
export const manyTasks = 2000;
/** Of so many, what runs for each of them pays for being compiled. */
const veryManyTasks = 20_000;

let isSet = false;

/** True once V8 runs under flags that it was not started with. */
export function hasSetPace(): boolean {
  return isSet;
}

/**
 * Sets V8 up for a graph of so many tasks. In one of ten thousand each step of the engine runs some ten thousand times and never again. V8
 * takes that for code that goes on and compiles it with all it has, which takes longer than the rest of the run: so there it begins forty
 * times later, after some fifty milliseconds in one and the same function.
 * The quick compiler, in turn, waits until there are functions enough to be compiled together. The few that look at ten thousand tasks are never
 * enough, and would be interpreted up to the last of them: so there each is compiled as soon as it has run a few times.
 * @lazy
 */
export function paceFor(tasks: number): void {
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  const isLarge = tasks >= manyTasks;
  isSet = true;
  // Counted in bytes of code that ran. Later V8s have a compiler in between that takes next to no time, and count calls.
  if (process.versions.v8.startsWith('11.')) {
    const budget = 67_584 * (tasks >= veryManyTasks ? 10 : isLarge ? 40 : 1);
    setFlagsFromString(`--interrupt-budget=${budget}`);
    setFlagsFromString(`--${isLarge ? 'no-' : ''}baseline-batch-compilation`);
  }
}

/**
 * The part of the memory in which new objects are made stays small. V8 doubles it whenever much of it is still in use, which pays where most
 * objects are soon forgotten; those of a large graph stay to the end of the run.
 * @lazy
 */
export function keepRoomFor(tasks: number): void {
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  isSet = true;
  // Looked at each time it grows, so it counts from now on; 2 is what V8 begins with.
  setFlagsFromString(`--semi-space-growth-factor=${tasks >= manyTasks ? 1 : 2}`);
  // At the end of a run nothing is gained by tidying up while it has nothing else to do.
  setFlagsFromString(`--${tasks >= manyTasks ? 'no-' : ''}minor-gc-task`);
}

/**
 * Sets V8 up for a family that is about to be loaded. The part of the memory in which new objects are made grows to all that V8 gives it as soon
 * as it grows at all: what a large family makes is still in use whenever V8 doubles that part, and would be copied each time; for ten thousand
 * tasks that is a sixth of their run. Of tens of thousands the memory counts more, and what it has grown to stays.
 * @param isWritten its tasks stand in the file one by one. One that makes them in a loop is through before small room is worth it.
 * @lazy
 */
export function expectTasks(tasks: number, isWritten: boolean): void {
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  paceFor(manyTasks);
  if (tasks < veryManyTasks) setFlagsFromString('--semi-space-growth-factor=16');
  else if (isWritten) keepRoomFor(manyTasks);
}
