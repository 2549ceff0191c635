/**
 * Keeps the part of the memory small in which V8 makes new objects. It doubles that part whenever much of it is still in use, which pays
 * where most objects are soon forgotten; those of a large graph stay to the end of the run. Answers what lets it grow again.
 * @lazy
 */
export function keepYoungSmall(): () => void {
  const { setFlagsFromString } = require('node:v8') as typeof import('node:v8');
  // Looked at each time it grows, so it counts from now on; 2 is what V8 begins with.
  setFlagsFromString('--semi-space-growth-factor=1');
  return () => {
    setFlagsFromString('--semi-space-growth-factor=2');
  };
}
