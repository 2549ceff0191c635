'use strict';
// Runs small commands in this process. `used`: prints which modules they load. `keep`: keeps the machine code V8 made for them.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const home = mkdtempSync(join(tmpdir(), 'clistack-build-'));
process.env.HOME = home;
for (const name of Object.keys(process.env)) if (/^(?:XDG_|CLISTACK_|GITHUB_)/.test(name)) delete process.env[name];
const { keepable, load, used } = require('../bin/load');
const { runSession } = load('lib/run/session.js');

async function warm() {
  load('lib/run/main.js');
  for (const line of [['Tasks'], ['Config.Validate', '--json']]) await runSession([...line, '--quiet']);
  if (process.argv[2] === 'keep') writeFileSync(join(__dirname, '..', 'dist', 'bundle.cache'), keepable());
  else writeFileSync(process.argv[3], JSON.stringify(used()));
}

warm().finally(() => {
  rmSync(home, { recursive: true, force: true });
});
