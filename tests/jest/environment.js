'use strict';
const { TestEnvironment } = require('jest-environment-node');

/** Jest cannot load ESM-only packages from CommonJS; Node >= 20.19 can. This lends tests Node's own require for them. */
module.exports = class NativeRequireEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.__nativeRequire = require;
  }
};
