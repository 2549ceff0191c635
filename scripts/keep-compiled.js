'use strict';
// Runs commands in this process, in the home that is named. `used`: writes which modules small ones needed. `keep`: keeps the machine code
// that V8 made for them, which is why they run first. `keep-rest`: the same for the second file, with commands that need it.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [mode, file, home] = process.argv.slice(2);
process.env.HOME = home;
for (const name of Object.keys(process.env)) if (/^(?:XDG_|CLISTACK_|GITHUB_)/.test(name)) delete process.env[name];
process.chdir(home);
const { keepable, open, restKeepable, used } = require('../bin/clistack');
const { main } = open('lib/run/main.js');

/** As users have it: a config of their own that names a folder of their own tasks. */
function furnish() {
  const config = join(home, '.config', 'clistack');
  mkdirSync(config, { recursive: true });
  mkdirSync(join(home, 'tasks', 'own'), { recursive: true });
  writeFileSync(join(config, 'toolstack.config.json'), '{ "taskFolders": ["~/tasks"] }\n');
  writeFileSync(
    join(home, 'tasks', 'own', 'task.js'),
    "module.exports = { name: 'Own.Task', summary: 'Does nothing', run: () => null };\n",
  );
}

const small = [['Own.Task'], ['Tasks'], ['Config.Validate'], ['Pin.Report'], ['Own.Task', '--json']];
/** None of these starts a program or asks a registry. */
const larger = [
  ['CentralizeApply'],
  ['Enforce.Once'],
  ['MasterBin.Rebuild'],
  ['Pin.DriftFail'],
  ['Undo.List'],
  ['Runs.List'],
];

async function run() {
  furnish();
  for (const line of mode === 'keep-rest' ? larger : small) await main(line);
  if (mode === 'keep') writeFileSync(file, keepable());
  else if (mode === 'keep-rest') writeFileSync(file, restKeepable());
  else writeFileSync(file, JSON.stringify(used()));
}

run();
