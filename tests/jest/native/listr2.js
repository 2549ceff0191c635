'use strict';
module.exports = globalThis.__nativeRequire('listr2');
