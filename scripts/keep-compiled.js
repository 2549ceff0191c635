'use strict';
// Runs the commands of one file of the bundle in this process, in the home that is named. `used`: writes which modules they needed into
// `used.json` there. `keep`: keeps the code that V8 made for them, which is why they run first. `keep-cold`: the same, without the mark that V8 puts on each function that
// its second compiler has taken: it would be given to it again at its first call, in every process.
const { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const [mode, name, home] = process.argv.slice(2);
process.env.HOME = home;
for (const variable of Object.keys(process.env))
  if (/^(?:XDG_|CLISTACK_|GITHUB_)/.test(variable)) delete process.env[variable];
process.chdir(home);
let isEnd = false;
// Before the first run takes hold of it. Whatever ends the process before all lines have run fails.
process.reallyExit = () => {
  if (!isEnd) throw new Error('a line ended the process');
};
const { open, placeOfBuilt, scripts, table } = require('../bin/clistack');
const { main } = open('lib/run/main.js');

/** As users have it: a config of their own that names a folder of their own tasks. */
function furnish() {
  const config = join(home, '.config', 'clistack');
  mkdirSync(config, { recursive: true });
  mkdirSync(join(home, 'tasks', 'own'), { recursive: true });
  const settings = { taskFolders: ['~/tasks'], ...further[name] };
  writeFileSync(join(config, 'toolstack.config.json'), JSON.stringify(settings));
  writeFileSync(
    join(home, 'tasks', 'own', 'task.js'),
    "module.exports = { name: 'Own.Task', summary: 'Does nothing', run: () => null };\n",
  );
  // A run that takes its time leaves its mark.
  writeFileSync(
    join(home, 'tasks', 'own', 'wait.js'),
    "module.exports = { name: 'Own.Wait', summary: 'Waits', run: () => new Promise((then) => setTimeout(then, 5)) };\n",
  );
  writeFileSync(
    join(home, 'tasks', 'own', '[many].js'),
    `const one = { name: 'Own.One', summary: 'Does nothing', run: () => undefined };
module.exports = { family: [one, { name: 'Own.All', summary: 'Needs it', deps: ['Own.One'] }] };
// As long as the file of a large graph: ${' '.repeat(64 * 1024)}\n`,
  );
}

/** What makes a file of the bundle worth its place. None of these lines starts a program or asks a registry. */
const lines = {
  bundle: [['Own.Task'], ['Own.All'], ['Tasks'], ['Config.Validate'], ['Own.Task', '--json']],
  'bundle-often': [['Pin.Report'], ['Own.Wait']],
  'bundle-rest': [
    ['CentralizeApply'],
    ['Enforce.Once'],
    ['MasterBin.Rebuild'],
    ['Pin.DriftFail'],
    ['Undo.List'],
    ['Runs.List'],
  ],
};

/** What the config says besides, for the lines that need it. */
const further = { 'bundle-often': { pins: { pipx: { ruff: '~0.15.0' } } } };

/** The end of a process belongs to every run: here it goes on. */
function end() {
  isEnd = true;
  process.emit('exit', 0);
  process.exitCode = 0;
}

async function run() {
  furnish();
  if (mode === 'keep-cold') setFlagsFromString('--no-sparkplug');
  for (const line of lines[name]) await main(line);
  end();
  // The kept code fits those flags alone that are set now.
  if (mode === 'keep-cold') setFlagsFromString('--sparkplug');
  if (mode === 'used')
    writeFileSync(
      join(home, 'used.json'),
      JSON.stringify([...table.keys()].filter((place) => table[place] !== undefined)),
    );
  else writeFlushed(placeOfBuilt(name), scripts[name].createCachedData());
}

/** V8 believes what it is given: what a loss of power leaves of a file must not bear its name. */
function writeFlushed(path, bytes) {
  const file = openSync(path, 'w');
  writeFileSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
}

run();
