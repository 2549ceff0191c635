'use strict';
module.exports = globalThis.__nativeRequire('globby');
