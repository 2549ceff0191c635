import { once } from '../kernel/once';
import { blocksOver } from './block-files';
import type { System } from './port';
import type { Environment } from './ports/environment';
import type { Files } from './ports/files';
import { realLinks } from './real/links';
import { createMachine, machineUptime } from './real/machine';
import { createProcesses } from './real/processes';
import { randomBytes, randomId } from './real/random-bytes';
import { realReader } from './real/read-files';
import { realWriter } from './real/write-files';
import { scratchOver } from './scratch';
import { hashBytes, hashTree } from './tree-hash';
import { walkOver } from './walk-files';
import { upperCaseNames } from './real/windows/variables';

/**
 * This machine itself. Everything it is asked to change is changed at once. `added` variables are seen by us and by children, which belong to
 * `owner`. What a small run does not use is not made: each part is when it is first asked for.
 */
export function createRealSystem(added: Readonly<Record<string, string>> = {}, owner = ''): System {
  const windows = process.platform === 'win32';
  const given: Readonly<Record<string, string | undefined>> = { ...process.env, ...added };
  const env = windows ? upperCaseNames(given) : given;
  const files: Files = { ...realReader, ...realWriter };
  const machine = once(() => createMachine(env));
  const randomness: System['randomness'] = {
    id: () => randomId(),
    hex: (bytes) => randomBytes(bytes).toString('hex'),
  };
  const processes = once(() => createProcesses(env, owner));
  const blocks = once(() => blocksOver(files));
  const environment: Environment = {
    get: (name) => env[windows ? name.toUpperCase() : name],
    all: () =>
      Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    readBlock: (block) => blocks().readBlock(block),
    writeBlock: (block, text) => {
      blocks().writeBlock(block, text);
    },
    removeBlock: (block) => {
      blocks().removeBlock(block);
    },
  };
  return {
    files,
    get links() {
      return realLinks;
    },
    get schedules() {
      const { schedulesOver } = require('./schedule-files') as typeof import('./schedule-files');
      return schedulesOver({ files, links: realLinks, machine: machine(), environment });
    },
    get locks() {
      const { realLocks } = require('./real/locks') as typeof import('./real/locks');
      return realLocks;
    },
    get machine() {
      return machine();
    },
    get processes() {
      return processes();
    },
    environment,
    clock: { now: () => Date.now(), monotonic, uptime: () => machineUptime() },
    randomness,
    scratch: (act) => scratchOver({ files, machine: machine(), randomness })(act),
    walk: (root, options) => walkOver(files)(root, options),
    hash: {
      bytes: (content) => hashBytes(content),
      file: (path) => files.sha256(path),
      tree: (path) => hashTree(files, realLinks, path),
    },
  };
}

/**
 * The same clock as process.hrtime and performance.now(), for half of what they take: the one makes a list of what it has read, the other loads
 * eight modules of Node's on its first call. A large graph looks at the clock for every task.
 */
function monotonic(): number {
  return process.uptime() * 1000;
}
