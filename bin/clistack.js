#!/usr/bin/env node
'use strict';
// The door without npx, ts-node or a config file in the folder, and what opens the compiled code for all doors: one file with what every
// run needs, and further ones for the rest, with the code that V8 kept of each where there is one for this Node. Node compiles this file at
// every start: what few starts need lies beside it, and a function in parentheses is compiled at once, which is half of the work for one that
// every start calls. Plain JavaScript that an old Node can read, so that it can be told what is wrong.
const { closeSync, openSync, readFileSync, readSync, writeSync } = require('fs');

// The folder of this file is called `bin`, on every system.
const dist = `${__dirname.slice(0, -3)}dist`;
/** What each module exports, by its place; filled when a module is first used. */
const table = [];
/** The files of the bundle that are open, by their names. */
const scripts = {};
/** Where a package is installed the build has left nothing: to look for it makes an error, with a stack, at each start. */
const isInstalled = __dirname.includes('node_modules');
/** What V8 keeps fits one of its builds. */
const kind = `${process.version}-${process.platform}-${process.arch}`;
/** The files of this process for whose next start a run can do something, see `lib/run/keep-code.ts`. */
const lacking = [];
/** Once V8 took something that the build kept. What it does not take after that, a run has given other flags: there is no other for it. */
let takesBuilt = false;
/** Of `kept-by-runs.js`, once it is needed. */
let compile;
let load;
let missed;
let room = new Uint8Array(1 << 19);
/** Node's own, before a run guards it. */
const { reallyExit } = process;

/** What a file of the bundle evaluates to. */
// prettier-ignore
const run = (function (name) {
  try {
    return (scripts[name] = scriptOf(name)).runInThisContext();
  } catch (error) {
    // What would say it in better words may lie in the same file: the second time there is nobody left to say it.
    if (missed === name) giveUp(error);
    missed = name;
    throw error;
  }
});

/** A part of our own code cannot be read. The process ends as by a kill, which the next run knows how to deal with. */
function giveUp({ code, path }) {
  writeSync(2, `error: cannot read ${path}: ${code}\n  next: ls -l '${path}'; ulimit -n\n`);
  reallyExit.call(process, 506);
}

// prettier-ignore
const scriptOf = (function (name) {
  const { Script } = require('vm');
  const filename = `${dist}/${name}.js`;
  const source = textOf(filename);
  try {
    if (!isInstalled) {
      const script = new Script(source, { filename, cachedData: read(placeOfBuilt(name), 'r') });
      takesBuilt = takesBuilt || !script.cachedDataRejected;
      if (takesBuilt) return script;
    }
  } catch {
    // The build kept nothing for this Node.
  }
  if (compile === undefined) compile = openKeptByRuns(Script);
  return compile({ source, filename, name, kind, dist, read, lacking });
});

/** Node's own way to open a second module looks for it first, and for what kind of module it is. */
function openKeptByRuns(Script) {
  const filename = `${__dirname}/kept-by-runs.js`;
  const module = {};
  new Script(`(function (require, module) {${textOf(filename)}\n})`, { filename }).runInThisContext()(require, module);
  return module.exports;
}

/** Of one of our own files, which are ASCII. */
// prettier-ignore
const textOf = (function (path) {
  return Buffer.prototype.latin1Slice.call(read(path, 'r'));
});

/** Where the build keeps the code of a file: in a checkout, for the Node that built it. */
// prettier-ignore
const placeOfBuilt = (function (name) {
  return `${dist}/${name}.${kind}.cache`;
});

/**
 * Node's own way to read a whole file is a dozen functions, each compiled at its first call. What it answers is good until the next one is
 * read: all files go into the same memory, because a fresh page costs the system more than what is read into it. Nobody asks for the size of a
 * file before: that is one more dozen.
 */
// prettier-ignore
const read = (function (path, flags, check) {
  const file = openSync(path, flags);
  try {
    if (check !== undefined) check(file);
    for (let done = 0; ;) {
      if (done === room.length) room = Buffer.concat([room], 2 * done);
      // A network drive may give a part at a time; nothing is the end.
      const got = readSync(file, room, done, room.length - done, null);
      if (got === 0) return room.subarray(0, done);
      done += got;
    }
  } finally {
    closeSync(file);
  }
});

/** Opens the compiled code. A checkout that is not built ends here. */
// prettier-ignore
const open = (function (id) {
  try {
    if (load === undefined) load = run('bundle')(table, dist, require, run);
    return load(id);
  } catch (error) {
    if (!/(bundle(-\w+)?|kept-by-runs)\.js$/.test(error.path)) throw error;
    if (error.code !== 'ENOENT' || !error.path.startsWith(dist)) giveUp(error);
    console.error('error: this checkout is not built\n  next: npm run build');
    return process.exit(500);
  }
});

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

module.exports = { open, table, scripts, placeOfBuilt };

if (require.main === module) {
  const words = process.argv.slice(2);
  const asksVersion = words.length === 1 && words[0] === '--version';
  if (!asksVersion || !answersVersion()) open('lib/run/main.js').main(words, lacking);
}
