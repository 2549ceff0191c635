import { basename } from 'node:path';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';

/** A process that we come from. */
interface Caller {
  readonly parent: number;
  readonly name: string;
  readonly words: readonly string[];
}

type ProcessTable = (pid: number) => Caller | undefined;

const shells = /^(?:sh|r?bash|zsh|fish|[dy]?ash|ksh(?:93)?|mksh|pwsh|powershell)$/;

/** They start what they run by a shell of their own. */
const runners = /(?:^|[\s/])(?:npm|npx|pnpm|pnpx|yarn)(?:-cli)?(?:\.[cm]?js)?(?:\s|$)/;

/** Between a shell and us there are at most a package manager, its own shell, its launcher and an `env` or two. */
const farthest = 8;

/**
 * The name of the shell that started us, whatever the user's login shell is: what is printed for `eval` has to be in its words. In a command
 * substitution it is our parent or a fork of itself. Undefined where no shell that we know is near, and on Windows, which does not tell.
 */
export async function callingShell(system: System): Promise<string | undefined> {
  const callerOf = await readTable(system);
  let caller = callerOf(system.machine.pid);
  for (let step = 0; step < farthest && caller !== undefined; step += 1) {
    const above = callerOf(caller.parent);
    if (step > 0 && shells.test(caller.name) && !isOfRunner(caller, above)) return caller.name;
    caller = above;
  }
  return undefined;
}

function isOfRunner({ words }: Caller, above: Caller | undefined): boolean {
  return words[1] === '-c' && above !== undefined && runners.test(above.words.join(' '));
}

async function readTable(system: System): Promise<ProcessTable> {
  switch (system.machine.os) {
    case 'linux':
      return (pid) => readCaller(system, pid);
    case 'darwin':
      return readPs(system);
    case 'win32':
      return () => undefined;
  }
}

function readCaller({ files }: Pick<System, 'files'>, pid: number): Caller | undefined {
  try {
    // The name stands in parentheses and may hold some itself.
    const [, name = '', rest = ''] = /^\d+ \((.*)\) \S (.*)/s.exec(files.readText(`/proc/${pid}/stat`)) ?? [];
    const words = files.readText(`/proc/${pid}/cmdline`).split('\0');
    return name === '' ? undefined : { parent: Number.parseInt(rest, 10), name, words };
  } catch (error) {
    // It has ended, or belongs to somebody whose processes are hidden.
    if (isStackError(error)) return undefined;
    throw error;
  }
}

/** One look at all of them costs as much as one at each. */
async function readPs({ processes }: Pick<System, 'processes'>): Promise<ProcessTable> {
  const { stdout } = await processes.run('/bin/ps', ['-A', '-o', 'pid=,ppid=,command='], { accept: 'any' });
  const lines = [...stdout.matchAll(/^ *(\d+) +(\d+) +(\S.*)$/gm)];
  const table = new Map(
    lines.map(([, pid, parent, command = '']): [number, Caller] => {
      const words = command.split(' ');
      // A login shell has a dash before its name.
      const name = basename(words[0] ?? '').replace(/^-/, '');
      return [Number(pid), { parent: Number(parent), name, words }];
    }),
  );
  return (pid) => table.get(pid);
}
