import { fstatSync, type BigIntStats } from 'node:fs';
import { errnoOf, reasonOf } from '../kernel/errno';
import { isCharacterDevice } from './mode-kind';
import { writeAll } from './write-all';

let outIsClosed = false;

/** What was thrown where stdout took no more. */
let outFailure: unknown;

/** What stdout is at the start. One that was closed before Node began is the null device, by Node's own doing. */
const outAtStart = fileBehind(1);

let muted = 0;

/** From now on nothing is written, until what is answered is called: for a run inside a program that only wants its result. */
export function muteTerminal(): () => void {
  let isMine = true;
  muted += 1;
  return () => {
    if (isMine) muted -= 1;
    isMine = false;
  };
}

/** Writes to stdout, whole, before it returns. A reader that went away, and a stdout that a task closed, is remembered, not thrown. */
export function writeOut(text: string): void {
  if (text === '' || muted > 0) return;
  // A task may have closed it, and its number is that of another file by now. Not asked of stderr, which gets a line for each task.
  outIsClosed = fileBehind(1) !== outAtStart || !tell(1, text) || outIsClosed;
}

/** Writes to stderr; a closed stderr is ignored, there is nobody left to tell. */
export function writeErr(text: string): void {
  tell(2, text);
}

/** True when stdout or its reader has gone: an answer that nobody got must not look like success. */
export function outClosed(): boolean {
  return outIsClosed;
}

/** True for the file that stdout or stderr goes to. */
export function isShown({ dev, ino }: { readonly dev: string; readonly ino: string }): boolean {
  return [1, 2].some((fd) => fileBehind(fd) === `${dev}:${ino}`);
}

/** Why stdout took no more, where that was neither its reader nor whoever closed it. */
export function outTrouble(): string | undefined {
  const errno = errnoOf(outFailure);
  // There is nobody, or nothing, at the other end.
  const isGone = errno === undefined || ['EPIPE', 'EBADF', 'ECONNRESET', 'EOF'].includes(errno);
  return isGone ? undefined : reasonOf(outFailure);
}

export interface TerminalFacts {
  readonly stdinIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number;
  readonly rows: number;
}

export function terminalFacts(): TerminalFacts {
  const stderrIsTty = isatty(2);
  const { columns = 80, rows = 24 } = stderrIsTty ? process.stderr : {};
  return {
    get stdinIsTty() {
      return isatty(0);
    },
    stderrIsTty,
    columns,
    rows,
  };
}

/** False where nobody can be told. */
function tell(fd: number, text: string): boolean {
  if (muted > 0) return true;
  try {
    writeAll(fd, text);
    return true;
  } catch (error) {
    if (fd === 1) outFailure ??= error;
    return false;
  }
}

/** Pipes, files and /dev/null are told apart by fstat alone: node:tty brings all of node:net with it. */
function isatty(fd: number): boolean {
  try {
    const { rdev, mode } = lookAt(fd);
    const memoryDevice = process.platform === 'linux' && rdev >> 8n === 1n;
    if (!isCharacterDevice(Number(mode)) || memoryDevice) return false;
  } catch {
    // The stream was closed before we began.
    return false;
  }
  return (require('node:tty') as typeof import('node:tty')).isatty(fd);
}

/** Device and place of what a number stands for; undefined where it stands for nothing. */
function fileBehind(fd: number): string | undefined {
  try {
    const { dev, ino } = lookAt(fd);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * In large numbers, which Node keeps apart from the others: where the last look of anybody was at a pipe, its `realpathSync` takes the next path
 * that it knows for one, and modules behind links are loaded a second time, from where their own packages are not found.
 */
function lookAt(fd: number): BigIntStats {
  return fstatSync(fd, { bigint: true });
}
