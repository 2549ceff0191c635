'use strict';
// Runs small commands in this process, in the home that is named. `used`: writes which modules they needed. `keep`: keeps the machine code
// that V8 made for them, which is why they run first.
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [mode, file, home] = process.argv.slice(2);
process.env.HOME = home;
for (const name of Object.keys(process.env)) if (/^(?:XDG_|CLISTACK_|GITHUB_)/.test(name)) delete process.env[name];
process.chdir(home);
const { keepable, open, used } = require('../bin/clistack');
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

async function run() {
  furnish();
  for (const line of [['Own.Task'], ['Tasks'], ['Config.Validate'], ['Own.Task', '--json']]) await main(line);
  if (mode === 'keep') writeFileSync(file, keepable());
  else writeFileSync(file, JSON.stringify(used()));
}

run();
