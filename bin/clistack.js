#!/usr/bin/env node
'use strict';
// The door without npx, ts-node or a config file in the folder, and what opens the compiled code for all doors: one file with what every
// run needs, and further ones for the rest, with the code that V8 kept of each where there is one for this Node. Plain JavaScript that an
// old Node can read, so that it can say what is wrong; one script, because Node takes long to find a second.
const { closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync, writeSync } = require('fs');

// The folder of this file is called `bin`, on every system.
const dist = `${__dirname.slice(0, -3)}dist`;
/** What each module exports, by its place; filled when a module is first used. */
const table = [];
const scripts = {};
/** What V8 keeps fits one of its builds. */
const kind = `${process.version}-${process.platform}-${process.arch}`;
/** The files of this process for whose next start a run can do something, see `lib/run/keep-code.ts`. */
const lacking = [];
/** True once V8 took something that the build kept. What it does not take after that, a run has given other flags: there is no other for it. */
let takesBuilt = false;
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
  const built = readIfThere(placeOfBuilt(name));
  const script = built && new Script(source, { filename, cachedData: built });
  takesBuilt = takesBuilt || (script && !script.cachedDataRejected);
  scripts[name] = script && takesBuilt ? script : compileWithOwn(Script, source, filename, name);
  return scripts[name];
}

/** Where the build keeps the code of a file: in a checkout, for the Node that built it. */
function placeOfBuilt(name) {
  return `${dist}/${name}.${kind}.cache`;
}

/**
 * With what earlier runs of this user have kept of the file: an installed package has nothing else. Without it V8 compiles as it always does.
 * V8 believes what it is given: it bears the name of the text that it was made of, and was on the disk before it got that name.
 */
function compileWithOwn(Script, source, filename, name) {
  const folder = stateFolder();
  if (folder === undefined) return new Script(source, { filename });
  // The last line of the file is a hash of it; whoever edits it does not write that anew, but gives it another time.
  const text = `${source.slice(-17, -1)}-${Math.floor(statSync(filename).mtimeMs)}`;
  // On Node 20 V8 takes the place of the file along, for its stacks.
  const file = `${name}.${text}.${kind}-${sumOf(`${dist} ${optionsOfNode()}`)}.cache`;
  const bytes = readIfThere(`${folder}/code/${file}`, isOurs) || new Uint8Array(1);
  const script = new Script(source, { filename, cachedData: bytes.subarray(0, -1) });
  const times = script.cachedDataRejected ? 0 : bytes[bytes.length - 1];
  lacking.push({ file, times, code: () => script.createCachedData() });
  return script;
}

/** Flags of V8 are among them, and it takes nothing that was made under others. */
function optionsOfNode() {
  return [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
}

/** Eight digits that tell texts apart (FNV-1a): Node's own hashes take longer to load than all of this. */
function sumOf(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

function readIfThere(path, isMeant) {
  try {
    return read(path, isMeant);
  } catch {
    return undefined;
  }
}

/** Code of somebody else's is not run by who may do more than they: root may have been lent a home. */
function isOurs(file) {
  const entry = fstatSync(file);
  return entry.isFile() && (process.getuid === undefined || process.getuid() !== 0 || entry.uid === 0);
}

/** As `baseFolders` has it, for who has a home in the environment. */
function stateFolder() {
  const { HOME, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA && `${LOCALAPPDATA}\\CliStack`;
  if (XDG_STATE_HOME && XDG_STATE_HOME[0] === '/') return `${XDG_STATE_HOME}/clistack`;
  return HOME && HOME[0] === '/' ? `${HOME}/.local/state/clistack` : undefined;
}

/**
 * Node's own way to read a whole file is a dozen functions, each compiled at its first call. What it answers is good until the next one is
 * read: all files go into the same memory, because a fresh page costs the system more than what is read into it. Nobody asks for the size of a
 * file before: that is one more dozen.
 */
function read(path, isMeant) {
  // Whoever looks at it first does not wait for the other end of a pipe.
  const file = openSync(path, isMeant === undefined ? 'r' : constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  try {
    if (isMeant !== undefined && !isMeant(file)) throw new Error(`${path} is not ours`);
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
  placeOfBuilt,
  keepable: (name) => scripts[name].createCachedData(),
};

if (require.main === module) {
  const words = process.argv.slice(2);
  const asksVersion = words.length === 1 && words[0] === '--version';
  if (!asksVersion || !answersVersion()) open('lib/run/main.js').main(words, lacking);
}
