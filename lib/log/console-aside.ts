/**
 * From now on what a task prints with `console` goes to stderr: with `--json` stdout is one document. Nothing of Node's streams is opened for
 * it. What is written to `process.stdout` itself still goes there.
 * @lazy
 */
export function putConsoleAside(): void {
  const { error } = console;
  console.log = console.info = console.debug = console.dirxml = error;
  console.dir = (value: unknown, options?: object) => {
    const { inspect } = require('node:util') as typeof import('node:util');
    error(inspect(value, { customInspect: false, ...options }));
  };
}
