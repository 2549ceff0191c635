import { dirname } from 'node:path';
import { blocksOver } from './block-files';
import { childFailed, fileMissing, lockedByOther, toolMissing } from './faults';
import { createOverlay, type OverlayBase } from './overlay';
import type { System } from './port';
import type { Environment, Machine } from './ports/environment';
import type { Locks } from './ports/locks';
import type { ChildOutcome, RunOptions } from './ports/processes';
import type { Randomness } from './ports/randomness';
import { scratchOver } from './scratch';
import { schedulesOver } from './schedule-files';
import { hashBytes, hashTree } from './tree-hash';
import { walkOver } from './walk-files';

export interface MemoryOptions {
  readonly home?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Text files by absolute path; parents are made. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  /** Programs on the PATH and what they answer. */
  readonly programs?: Readonly<Record<string, (args: readonly string[], options: RunOptions) => Partial<ChildOutcome>>>;
  readonly os?: Machine['os'];
  readonly arch?: string;
  /** The account's login shell. */
  readonly loginShell?: string;
  readonly freeBytes?: number;
}

export interface MemorySystem extends System {
  /** Moves both clocks forward. */
  advance(ms: number): void;
}

/** Of the user, and so the owner of all that is made in memory. */
const uid = 1000;

const noBase: Omit<OverlayBase, 'freeBytes'> = {
  stat: () => undefined,
  read: (path) => {
    throw fileMissing({ path });
  },
  sha256: (path) => {
    throw fileMissing({ path });
  },
  list: () => [],
  readLink: () => undefined,
};

/** A whole System in memory for tests: same face, same faults, no disk and no processes. */
export function createMemorySystem(options: MemoryOptions = {}): MemorySystem {
  const { home = '/home/ada', env = {}, programs = {}, os = 'linux', freeBytes = 1e12 } = options;
  let nowMs = Date.UTC(2026, 0, 15, 12);
  let ids = 0;
  const { files, links } = createOverlay({ ...noBase, freeBytes: () => freeBytes }, () => nowMs, uid);
  for (const folder of [home, '/tmp', ...(options.folders ?? [])]) files.makeFolder(folder);
  for (const [path, content] of Object.entries(options.files ?? {})) {
    files.makeFolder(dirname(path));
    files.write(path, content, { mode: 0o644 });
  }
  for (const [path, target] of Object.entries(options.links ?? {})) {
    files.makeFolder(dirname(path));
    links.make(path, target);
  }
  const held = new Map<string, string>();
  const tryAcquire: Locks['tryAcquire'] = ({ folder, name, purpose }) => {
    const key = `${folder}/${name}`;
    if (held.has(key)) return undefined;
    held.set(key, purpose);
    let open = true;
    const release = (): void => {
      if (open) held.delete(key);
      open = false;
    };
    return { name, release };
  };
  const machine: Machine = {
    os,
    arch: options.arch ?? 'x64',
    home,
    host: 'memory',
    username: 'ada',
    loginShell: options.loginShell,
    cwd: options.cwd ?? home,
    temp: '/tmp',
    uid,
    pid: 4242,
    processStart: '1',
    bootId: 'boot',
    pathSeparator: os === 'win32' ? ';' : ':',
  };
  const randomness: Randomness = {
    id: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    hex: (bytes) =>
      String((ids += 1))
        .padStart(bytes * 2, '0')
        .slice(-bytes * 2),
  };
  const environment: Environment = { get: (name) => env[name], all: () => env, ...blocksOver(files) };
  return {
    files,
    links,
    advance: (ms) => {
      nowMs += ms;
    },
    machine,
    randomness,
    scratch: scratchOver({ files, machine, randomness }),
    environment,
    schedules: schedulesOver({ files, links, machine, environment }),
    processes: {
      which: (command) => (command in programs ? `/usr/bin/${command}` : undefined),
      isAlive: (pid) => pid === 4242,
      run: (command, args, run = {}) => {
        const program = programs[command.replace('/usr/bin/', '')];
        if (program === undefined) return Promise.reject(toolMissing({ tool: command }));
        const outcome = { status: 0, signal: null, stdout: '', stderr: '', timedOut: false, ...program(args, run) };
        const { accept = [0] } = run;
        if (accept === 'any' || (outcome.status !== null && accept.includes(outcome.status)))
          return Promise.resolve(outcome);
        const { status, signal, stderr } = outcome;
        return Promise.reject(childFailed({ command, args, exitCode: status, signal, stderr }));
      },
    },
    clock: { now: () => nowMs, monotonic: () => nowMs, uptime: () => nowMs },
    locks: {
      acquire: (request) => {
        const { folder, name } = request;
        const holder = held.get(`${folder}/${name}`) ?? '';
        const lock = tryAcquire(request);
        return lock === undefined ? Promise.reject(lockedByOther({ name, holder })) : Promise.resolve(lock);
      },
      tryAcquire,
    },
    walk: walkOver(files),
    hash: {
      bytes: hashBytes,
      file: (path) => files.sha256(path),
      tree: (path) => hashTree(files, links, path),
    },
  };
}
