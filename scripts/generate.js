'use strict';
// Writes every generated file of the repository anew. A test fails while one is stale.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { discoverTasks } = require('../dist/lib/run/discovery');
const { loadModule } = require('../dist/lib/run/load-module');
const { createRealSystem } = require('../dist/lib/system/real');
const { generateFiles } = require('../dist/lib/proof/generated');

const root = join(__dirname, '..');
const system = createRealSystem();
const tasks = discoverTasks({
  files: system.files,
  shipped: join(root, 'dist', 'tasks'),
  isBuilt: true,
  folders: [],
  load: loadModule,
});
for (const [name, text] of generateFiles({ system, lib: join(root, 'dist', 'lib'), tasks, load: loadModule })) {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
