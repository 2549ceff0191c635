import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { normalPath } from '../normal-path';
import { once } from '../../kernel/once';
import { homeUnknown, notOnThisSystem, workingFolderGone } from '../faults';
import type { Machine } from '../ports/environment';
import { processStart } from './processes';

/** Facts of this machine, each looked up when it is first asked for. */
export function createMachine(env: Readonly<Record<string, string | undefined>>): Machine {
  const os = process.platform;
  if (os !== 'linux' && os !== 'darwin' && os !== 'win32') throw notOnThisSystem({ what: 'CliStack', os });
  const home = once(() => homeOf(env, os));
  const user = once(() => readUser(env));
  const shell = once(readShell);
  const host = once(readHost);
  const start = once(() => processStart(process.pid));
  const boot = once(readBootId);
  return {
    os,
    arch: process.arch,
    cwd: workingFolder(),
    get home() {
      return home();
    },
    uid: process.getuid?.(),
    pid: process.pid,
    pathSeparator: os === 'win32' ? ';' : ':',
    get host() {
      return host();
    },
    get temp() {
      return nodeOs().tmpdir();
    },
    get username() {
      return user();
    },
    get loginShell() {
      return shell();
    },
    get processStart() {
      return start();
    },
    get bootId() {
      return boot();
    },
  };
}

/** @throws `workingFolderGone` (SYS032, 506): it was removed while a shell was in it. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw workingFolderGone({}, { cause: error });
  }
}

/**
 * On Windows HOME is what a Unix-like shell made of it, and every other program goes by USERPROFILE.
 * @throws `homeUnknown` (SYS008, 501).
 */
function homeOf(env: Readonly<Record<string, string | undefined>>, os: Machine['os']): string {
  const variable = os === 'win32' ? 'USERPROFILE' : 'HOME';
  const told = env[variable];
  if (told === undefined) {
    try {
      return nodeOs().userInfo().homedir;
    } catch {
      // A container may run under a user id without an entry in the user database.
      throw homeUnknown({ variable, found: null });
    }
  }
  if (!isAbsolute(told)) throw homeUnknown({ variable, found: told });
  return normalPath(told);
}

function readUser(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return accountFields(process.getuid?.())?.[0] ?? nodeOs().userInfo().username;
  } catch {
    // A container may run under a user id without an entry in the user database.
    return env['USER'] ?? env['USERNAME'] ?? 'unknown';
  }
}

function readShell(): string | undefined {
  try {
    const shell = accountFields(process.getuid?.())?.[6]?.trim() ?? nodeOs().userInfo().shell;
    return shell === null || shell === '' ? undefined : shell;
  } catch {
    // As above.
    return undefined;
  }
}

/** What is known of a local account. Loading node:os to ask the user database takes as long as reading ten such files. */
function accountFields(uid: number | undefined): readonly string[] | undefined {
  if (process.platform !== 'linux' || uid === undefined) return undefined;
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((line) => line.split(':', 3)[2] === String(uid))
      ?.split(':');
  } catch {
    // The database says it.
    return undefined;
  }
}

function readBootId(): string {
  // Only Linux has it; elsewhere the process start alone has to do.
  if (process.platform !== 'linux') return '';
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    // A container without it.
    return '';
  }
}

function readHost(): string {
  if (process.platform !== 'linux') return nodeOs().hostname();
  try {
    return readFileSync('/proc/sys/kernel/hostname', 'utf8').trim();
  } catch {
    // A container without it.
    return nodeOs().hostname();
  }
}

/** Milliseconds since the machine started. */
export function machineUptime(): number {
  return nodeOs().uptime() * 1000;
}

/** Loaded when something asks for what only it knows. */
function nodeOs(): typeof import('node:os') {
  return require('node:os') as typeof import('node:os');
}
