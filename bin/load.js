'use strict';
// Opens the compiled code: one file with what every run needs, with the machine code that V8 kept of it at build time where that fits
// this Node, and a second one with the rest, opened when something of it is needed.
const { readFileSync } = require('node:fs');
const { dirname, join, sep } = require('node:path');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const loaded = new Map();
let hot;
let rest;
let script;

/** The exports of one module of ours, by its path below dist: `lib/run/main.js`. */
function load(id) {
  const known = loaded.get(id);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(id, module);
  bodyOf(id)(module, module.exports, resolve, `${dist}${sep}${dirname(id)}`);
  return module.exports;
}

/** `#id`: a module of ours, as the build resolved it. A path below dist: a task file that is loaded by its place. Else Node's own rules. */
function resolve(specifier) {
  if (specifier.startsWith('#')) return load(specifier.slice(1));
  if (!specifier.startsWith(dist)) return require(specifier);
  const id = specifier.slice(dist.length + 1).replaceAll('\\', '/');
  return bodyOf(id) === undefined ? require(specifier) : load(id);
}

function bodyOf(id) {
  hot ??= openHot();
  return hot[id] ?? openRest()[id];
}

function openHot() {
  const filename = join(dist, 'bundle.js');
  script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readCache() });
  return script.runInThisContext();
}

function openRest() {
  const filename = join(dist, 'bundle-rest.js');
  rest ??= new Script(readFileSync(filename, 'latin1'), { filename }).runInThisContext();
  return rest;
}

function readCache() {
  try {
    return readFileSync(join(dist, 'bundle.cache'));
  } catch {
    // Another Node than the one it was built with, or none kept: V8 compiles as it always does.
    return undefined;
  }
}

module.exports = { load, used: () => [...loaded.keys()], keepable: () => script.createCachedData() };
