'use strict';
// Compiles lib/ and tasks/ into dist/ and writes what is generated from them. A plain script: it runs before anything is compiled.
const { spawnSync } = require('node:child_process');
const { rmSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });
const tsc = require.resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' });
if (status === 0) require('../dist/lib/run/generate').generateBuilt(join(root, 'dist'));
process.exitCode = status ?? 1;
