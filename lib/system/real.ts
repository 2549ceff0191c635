import { blocksOver } from './block-files';
import type { System } from './port';
import type { Files } from './ports/files';
import { realLinks } from './real/links';
import type { Randomness } from './ports/randomness';
import { createMachine, machineUptime } from './real/machine';
import { createProcesses } from './real/processes';
import { randomBytes, randomId } from './real/random-bytes';
import { realReader } from './real/read-files';
import { realWriter } from './real/write-files';
import { scratchOver } from './scratch';
import { hashBytes, hashTree } from './tree-hash';
import { walkOver } from './walk-files';

/** This machine itself. Everything it is asked to change is changed at once. `added` variables are seen by us and by children. */
export function createRealSystem(added: Readonly<Record<string, string>> = {}): System {
  const env: Readonly<Record<string, string | undefined>> = { ...process.env, ...added };
  const files: Files = { ...realReader, ...realWriter };
  const machine = createMachine(env);
  const randomness: Randomness = { id: randomId, hex: (bytes) => randomBytes(bytes).toString('hex') };
  return {
    files,
    links: realLinks,
    get locks() {
      const { realLocks } = require('./real/locks') as typeof import('./real/locks');
      return realLocks;
    },
    machine,
    processes: createProcesses(env),
    environment: {
      get: (name) => env[name],
      all: () =>
        Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
      ...blocksOver(files),
    },
    clock: { now: () => Date.now(), monotonic, uptime: machineUptime },
    randomness,
    scratch: scratchOver({ files, machine, randomness }),
    walk: walkOver(files),
    hash: {
      bytes: hashBytes,
      file: (path) => hashBytes(files.read(path)),
      tree: (path) => hashTree(files, realLinks, path),
    },
  };
}

/** process.hrtime and not performance.now(): the latter loads eight modules of Node's on its first call. */
function monotonic(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
