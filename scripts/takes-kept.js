'use strict';
// Ends with 1 where a Node that is started as usual does not take the code that was kept of a file of the bundle.
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const [filename, cache] = process.argv.slice(2);
const { cachedDataRejected } = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: readFileSync(cache),
});
process.exitCode = cachedDataRejected ? 1 : 0;
