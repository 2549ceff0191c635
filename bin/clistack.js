#!/usr/bin/env node
'use strict';
// The door without npx, ts-node or a config file in the folder, and what opens the compiled code for all doors: one file with what every
// run needs, and further ones for the rest, with the machine code that V8 kept of each at build time where that fits this Node. Plain
// JavaScript that an old Node can read, so that it can say what is wrong; one script, because Node takes long to find a second.
const { closeSync, openSync, readFileSync, readSync, writeSync } = require('fs');

// The folder of this file is called `bin`, on every system.
const dist = `${__dirname.slice(0, -3)}dist`;
/** What each module exports, by its place; filled when a module is first used. */
const table = [];
const scripts = {};
let load;
let missed;
let room = new Uint8Array(1 << 19);
/** Node's own, before a run guards it. */
const { reallyExit } = process;

/** What a file of the bundle evaluates to. */
function run(name) {
  try {
    return scriptOf(name).runInThisContext();
  } catch (error) {
    // What would say it in better words may lie in the same file: the second time there is nobody left to say it.
    if (missed === name) giveUp(error);
    missed = name;
    throw error;
  }
}

/** A part of our own code cannot be read. The process ends as by a kill, which the next run knows how to deal with. */
function giveUp({ code, path }) {
  writeSync(2, `error: cannot read ${path}: ${code}\n  next: ls -l '${path}'; ulimit -n\n`);
  reallyExit.call(process, 506);
}

function scriptOf(name) {
  const { Script } = require('vm');
  const filename = `${dist}/${name}.js`;
  // All of it is ASCII.
  const source = Buffer.prototype.latin1Slice.call(read(filename));
  scripts[name] = new Script(source, { filename, cachedData: readCache(name) });
  return scripts[name];
}

function readCache(name) {
  try {
    return read(`${dist}/${name}.cache`);
  } catch {
    // Another Node than the one it was built with, or none kept: V8 compiles as it always does.
    return undefined;
  }
}

/**
 * Node's own way to read a whole file is a dozen functions, each compiled at its first call. What it answers is good until the next one is
 * read: all files go into the same memory, because a fresh page costs the system more than what is read into it. Nobody asks for the size of a
 * file before: that is one more dozen.
 */
function read(path) {
  const file = openSync(path);
  try {
    for (let done = 0; ;) {
      if (done === room.length) room = longer(room);
      // A network drive may give a part at a time; nothing is the end.
      const got = readSync(file, room, done, room.length - done, null);
      if (got === 0) return room.subarray(0, done);
      done += got;
    }
  } finally {
    closeSync(file);
  }
}

function longer(bytes) {
  const more = new Uint8Array(bytes.length * 2);
  more.set(bytes);
  return more;
}

/** Opens the compiled code. An old Node, or a checkout that is not built, ends here. */
function open(id) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `error: clistack needs Node 20.19 or newer, this is ${process.versions.node}\n  next: https://nodejs.org/`,
    );
    process.exit(510);
  }
  try {
    if (load === undefined) load = run('bundle')(table, dist, require, run);
    return load(id);
  } catch (error) {
    if (!/bundle(-\w+)?\.js$/.test(error.path)) throw error;
    if (error.code !== 'ENOENT') giveUp(error);
    console.error('error: this checkout is not built\n  next: npm run build');
    process.exit(500);
  }
}

/** `--version` alone needs no compiled code: it is asked for more often than anything else, by scripts and editors. */
function answersVersion() {
  try {
    writeSync(1, `clistack ${JSON.parse(readFileSync(`${__dirname}/../package.json`, 'utf8')).version}\n`);
    return true;
  } catch {
    // A reader that is slow or gone, or a damaged package: the whole way knows what to say.
    return false;
  }
}

module.exports = {
  open,
  used: () => [...table.keys()].filter((place) => table[place] !== undefined),
  keepable: (name) => scripts[name].createCachedData(),
};

if (require.main === module) {
  const words = process.argv.slice(2);
  const asksVersion = words.length === 1 && words[0] === '--version';
  if (!asksVersion || !answersVersion()) open('lib/run/main.js').main(words);
}
