'use strict';
// Ends with 1 where a Node that is started as usual does not take the code that was kept of a file of the bundle.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { placeOfBuilt } = require('../bin/clistack');

const [name] = process.argv.slice(2);
const filename = join(__dirname, '..', 'dist', `${name}.js`);
const { cachedDataRejected } = new Script(readFileSync(filename, 'latin1'), {
  filename,
  cachedData: readFileSync(placeOfBuilt(name)),
});
process.exitCode = cachedDataRejected ? 1 : 0;
