'use strict';
// The public API, out of the same single copy of the code that both doors run.
module.exports = require('./clistack').open('lib/index.js');
