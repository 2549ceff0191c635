'use strict';
// Compiles lib/ and tasks/ into dist/, writes what is generated from them, and puts all of it into two files. A plain script: it runs
// before anything is compiled.
const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundle } = require('./bundle');
const { recordSources } = require('./sources');

const root = join(__dirname, '..');
const dist = join(root, 'dist');

/** Runs a step in a process of its own; a step that fails ends the build with its status. */
function step(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) process.exit(status ?? 1);
}

// Before the compiler reads them: what is edited meanwhile counts as not built.
const sources = recordSources(root);
rmSync(dist, { recursive: true, force: true });
const tsc = spawnSync(
  process.execPath,
  [require.resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
require('../dist/lib/run/generate').generateBuilt(dist);
bundle(dist);
const list = join(dist, 'bundle.used.json');
step(join(__dirname, 'keep-compiled.js'), 'used', list);
bundle(dist, JSON.parse(readFileSync(list, 'utf8')));
rmSync(list);
step(join(__dirname, 'keep-compiled.js'), 'keep');
writeFileSync(join(dist, 'sources.json'), JSON.stringify(sources));
