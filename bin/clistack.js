#!/usr/bin/env node
'use strict';
// The door without npx, ts-node or a config file in the folder, and what opens the compiled code for all doors: one file with what every
// run needs, with the machine code that V8 kept of it at build time where that fits this Node, and a second one with the rest. Plain
// JavaScript that an old Node can read, so that it can say what is wrong; one file, because Node takes long to find a second.
const { readFileSync, writeSync } = require('fs');

const dist = require('path').join(__dirname, '..', 'dist');
/** What each module exports, by its place; filled when a module is first used. */
const table = [];
let hot;
let rest;
let script;
let restScript;
let restMissed = false;
/** Node's own, before a run guards it. */
const { reallyExit } = process;

/** The exports of one module of ours, by its path below dist: `lib/run/main.js`. Undefined when there is none. */
function load(id) {
  if (hot === undefined) hot = openHot();
  const at = hot.names.indexOf(`\n${id}=`);
  if (at === -1) return undefined;
  const place = parseInt(hot.names.slice(at + id.length + 2), 10);
  return table[place] === undefined ? fill(place) : table[place];
}

/** Runs the module of a place, or lets Node load what is not ours. */
function fill(place) {
  if (place >= hot.inside) return (table[place] = require(hot.outside[place - hot.inside]));
  const module = { exports: undefined };
  try {
    // It puts its exports into the table before it does anything else: modules may need each other in a circle.
    bodyOf(place)(module, resolve);
  } catch (error) {
    table[place] = undefined;
    throw error;
  }
  return (table[place] = module.exports);
}

function bodyOf(place) {
  if (place < hot.count) return hot.bodies[place];
  if (rest === undefined) openRest();
  return rest[place - hot.count];
}

function openRest() {
  try {
    restScript = new script.constructor(...source('bundle-rest'));
  } catch (error) {
    // What would say it in better words lies in the same file: the second time there is nobody left to say it.
    if (restMissed) giveUp(error);
    restMissed = true;
    throw error;
  }
  rest = restScript.runInThisContext()(table, fill, dist);
}

/** A part of our own code cannot be read. The process ends as by a kill, which the next run knows how to deal with. */
function giveUp({ code, path }) {
  writeSync(2, `error: cannot read ${path}: ${code}\n  next: ls -l '${path}'; ulimit -n\n`);
  reallyExit.call(process, 506);
}

/** A path below dist: a task file that is loaded by its place. Else Node's own rules. */
function resolve(specifier) {
  if (!specifier.startsWith(dist)) return require(specifier);
  const ours = load(specifier.slice(dist.length + 1).replace(/\\/g, '/'));
  return ours === undefined ? require(specifier) : ours;
}

function openHot() {
  const { Script } = require('vm');
  script = new Script(...source('bundle'));
  return script.runInThisContext()(table, fill, dist);
}

function source(name) {
  const filename = `${dist}/${name}.js`;
  return [readFileSync(filename, 'latin1'), { filename, cachedData: readCache(name) }];
}

function readCache(name) {
  try {
    return readFileSync(`${dist}/${name}.cache`);
  } catch {
    // Another Node than the one it was built with, or none kept: V8 compiles as it always does.
    return undefined;
  }
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
    return load(id);
  } catch (error) {
    if (!/bundle(-rest)?\.js$/.test(error.path)) throw error;
    if (error.code !== 'ENOENT') giveUp(error);
    console.error('error: this checkout is not built\n  next: npm run build');
    process.exit(500);
  }
}

/** `--version` alone needs no compiled code: it is asked for more often than anything else, by scripts and editors. */
function answersVersion(words) {
  if (words.length !== 1 || words[0] !== '--version') return false;
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
  keepable: () => script.createCachedData(),
  restKeepable: () => restScript.createCachedData(),
};

if (require.main === module) {
  const words = process.argv.slice(2);
  if (!answersVersion(words)) open('lib/run/main.js').main(words);
}
