'use strict';
// Compiles lib/ and tasks/ into dist/, writes what is generated from them, and puts all of it into two files. A plain script: it runs
// before anything is compiled.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { bundle } = require('./bundle');
const { recordSources } = require('./sources');

const root = join(__dirname, '..');
const dist = join(root, 'dist');

/** Runs a step in a process of its own; a step that fails ends the build with its status. */
function step(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (status === 0) return;
  process.stderr.write(stderr);
  process.exit(status ?? 1);
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
const ids = bundle(dist);
const home = mkdtempSync(join(tmpdir(), 'clistack-build-'));
try {
  const keep = (mode, name) => step(join(__dirname, 'keep-compiled.js'), mode, name, home);
  const usedBy = (name) => {
    const list = join(home, 'used.json');
    // Twice: what only the first run on a machine does, and the first of a day, does not belong into every start.
    for (const mode of ['used', 'used']) keep(mode, name);
    return new Set(JSON.parse(readFileSync(list, 'utf8')).map((place) => ids[place]));
  };
  bundle(dist, usedBy('bundle'), usedBy('bundle-often'));
  for (const name of ['bundle', 'bundle-often', 'bundle-rest']) {
    keep('keep-cold', name);
    // Where V8 does not have that compiler on by itself, the flags differ from those of a start.
    if (spawnSync(process.execPath, [join(__dirname, 'takes-kept.js'), name]).status !== 0) keep('keep', name);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
writeFileSync(join(dist, 'sources.json'), JSON.stringify(sources));
