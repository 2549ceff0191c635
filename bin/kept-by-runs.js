'use strict';
// Where the build kept no code for this Node: compiles a file of the bundle with what earlier runs of this user have kept of it, see
// `lib/run/keep-code.ts`. An installed package has nothing else. Plain JavaScript that an old Node can read, and is refused here.
// For the functions in parentheses see `clistack.js`.
const { constants, fstatSync, statSync } = require('fs');
const { Script } = require('vm');

/**
 * Without what was kept V8 compiles as it always does. It believes what it is given: that bears the name of the text that it was made of, and
 * was on the disk before it got that name.
 */
// prettier-ignore
const compile = (function ({ source, filename, name, kind, dist, read, lacking }) {
  refuseOldNode();
  const folder = stateFolder();
  if (folder === undefined) return new Script(source, { filename });
  // The last line of the file is a hash of it; whoever edits it does not write that anew, but gives it another time.
  const text = `${source.slice(-17, -1)}-${Math.floor(statSync(filename).mtimeMs)}`;
  // On Node 20 V8 takes the place of the file along, for its stacks.
  const file = `${name}.${text}.${kind}-${sumOf(`${dist} ${optionsOfNode()}`)}.cache`;
  const bytes = readOurs(`${folder}/code/${file}`, read) || new Uint8Array(1);
  const script = new Script(source, { filename, cachedData: bytes.subarray(0, -1) });
  const times = script.cachedDataRejected ? 0 : bytes[bytes.length - 1];
  lacking.push({ file, times, code: () => script.createCachedData() });
  return script;
});

// prettier-ignore
const refuseOldNode = (function () {
  const { node } = process.versions;
  const [major, minor] = node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`error: clistack needs Node 20.19 or newer, this is ${node}\n  next: https://nodejs.org/`);
  process.exit(510);
});

/** As `baseFolders` has it, for who has a home in the environment. */
// prettier-ignore
const stateFolder = (function () {
  const { HOME, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (process.platform === 'win32') return LOCALAPPDATA && `${LOCALAPPDATA}\\CliStack`;
  if (XDG_STATE_HOME && XDG_STATE_HOME[0] === '/') return `${XDG_STATE_HOME}/clistack`;
  return HOME && HOME[0] === '/' ? `${HOME}/.local/state/clistack` : undefined;
});

/** Flags of V8 are among them, and it takes nothing that was made under others. */
// prettier-ignore
const optionsOfNode = (function () {
  return [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
});

/** Eight digits that tell texts apart (FNV-1a): Node's own hashes take longer to load than all of this. */
// prettier-ignore
const sumOf = (function (text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
});

// prettier-ignore
const readOurs = (function (path, read) {
  try {
    // Whoever looks at it first does not wait for the other end of a pipe.
    return read(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0), checkOurs);
  } catch {
    return undefined;
  }
});

/** Code of somebody else's is not run by who may do more than they: root may have been lent a home. */
// prettier-ignore
const checkOurs = (function (file) {
  const entry = fstatSync(file);
  if (!entry.isFile()) throw new Error('no file');
  if (process.getuid !== undefined && process.getuid() === 0 && entry.uid !== 0) throw new Error('not ours');
});

module.exports = compile;
