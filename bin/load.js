'use strict';
// Opens the compiled code: one file with what every run needs, with the machine code that V8 kept of it at build time where that fits
// this Node, and a second one with the rest, opened when something of it is needed.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
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
  const folder = dirname(id);
  bodyOf(id)(module, module.exports, (specifier) => resolve(folder, specifier), join(dist, folder));
  return module.exports;
}

/** Ours by relative or absolute path, a few small packages out of the same file, everything else by Node's own rules. */
function resolve(folder, specifier) {
  const relative = specifier.startsWith('.');
  if (!relative && !specifier.startsWith(dist)) {
    const id = `npm:${specifier}`;
    return id in hot ? load(id) : require(specifier);
  }
  const path = (relative ? join(folder, specifier) : specifier.slice(dist.length + 1)).replaceAll('\\', '/');
  const candidates = [`${path}.js`, path, `${path}/index.js`];
  const id =
    candidates.find((candidate) => candidate in hot) ?? candidates.find((candidate) => candidate in openRest());
  return id === undefined ? require(join(dist, path)) : load(id);
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
