import { readFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { notOnThisSystem } from '../faults';
import type { Machine } from '../ports/environment';
import { processStart } from './processes';

/** Facts of this machine, each looked up when it is first asked for. */
export function createMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  const os = process.platform;
  if (os !== 'linux' && os !== 'darwin' && os !== 'win32') throw notOnThisSystem({ what: 'CliStack', os });
  const once = <T>(read: () => T): (() => T) => {
    let value: { readonly is: T } | undefined;
    return () => (value ??= { is: read() }).is;
  };
  const user = once(() => readUser(env));
  const start = once(() => processStart(process.pid));
  const boot = once(readBootId);
  return {
    os,
    host: hostname(),
    cwd: process.cwd(),
    home: env['HOME'] ?? env['USERPROFILE'] ?? userInfo().homedir,
    temp: tmpdir(),
    uid: process.getuid?.(),
    pid: process.pid,
    pathSeparator: os === 'win32' ? ';' : ':',
    get username() {
      return user();
    },
    get processStart() {
      return start();
    },
    get bootId() {
      return boot();
    },
  };
}

function readUser(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a user id without an entry in the user database.
    return env['USER'] ?? env['USERNAME'] ?? 'unknown';
  }
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // Only Linux has it; elsewhere the process start alone has to do.
    return '';
  }
}
