#!/usr/bin/env node
'use strict';
// The door without npx, ts-node or a config file in the folder. Plain JavaScript, so that it can say what is wrong with an old Node
// or a package that was not built.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `error: clistack needs Node 20.19 or newer, this is ${process.versions.node}\n  next: https://nodejs.org/`,
  );
  process.exit(510);
}
let door;
try {
  door = require('./load').load('lib/run/main.js');
} catch (error) {
  if (error.code !== 'ENOENT' || !String(error.path).endsWith('bundle.js')) throw error;
  console.error('error: this checkout is not built\n  next: npm run build');
  process.exit(500);
}
door.main(process.argv.slice(2));
