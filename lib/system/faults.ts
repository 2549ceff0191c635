import { defineFault } from '../kernel/fault';
import { shellQuote, singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';
import { existingPart } from './existing-part';

/** A path is named as far as it is there. */
function look(path: string): string {
  return `ls -la ${singleQuoted(existingPart(path))}`;
}

export const fileMissing = defineFault<{ path: string }>({
  code: 'SYS001',
  exit: 506,
  title: 'a file or folder is missing',
  why: 'Something that was needed is not at its place; it may have been removed while the task ran.',
  message: ({ path }) => `${path} does not exist`,
  fix: ({ path }) => look(path),
});

export const fileExists = defineFault<{ path: string }>({
  code: 'SYS002',
  exit: 506,
  title: 'something is there already',
  why: 'Nothing is ever replaced that the task was not told to replace.',
  message: ({ path }) => `${path} exists already`,
  fix: ({ path }) => look(path),
});

export const unreadable = defineFault<{ path: string; reason: string }>({
  code: 'SYS003',
  exit: 506,
  title: 'a file or folder cannot be read',
  why: 'The system refused to read it. It is left as it is and never treated as empty.',
  message: ({ path, reason }) => `cannot read ${path}: ${reason}`,
  fix: ({ path }) => look(path),
});

export const unwritable = defineFault<{ path: string; reason: string }>({
  code: 'SYS004',
  exit: 506,
  title: 'a file or folder cannot be changed',
  why: 'The disk is full or read-only, or the permissions do not allow it. The old content is intact.',
  message: ({ path, reason }) => `cannot change ${path}: ${reason}`,
  fix: ({ path }) => `${look(path)} && df -h ${singleQuoted(existingPart(path))}`,
});

export const wrongKind = defineFault<{ path: string; expected: string }>({
  code: 'SYS005',
  exit: 506,
  title: 'something of another kind lies at a path',
  why: 'A folder, file or link was expected and something else is there; it is left alone.',
  message: ({ path, expected }) => `${path} is not ${expected}`,
  fix: ({ path }) => look(path),
});

export const folderNotEmpty = defineFault<{ path: string }>({
  code: 'SYS006',
  exit: 506,
  title: 'a folder is not empty',
  why: 'Only empty folders are removed; what lies in this one is not ours to delete.',
  message: ({ path }) => `${path} is not empty`,
  fix: ({ path }) => look(path),
});

export const unsafeFolder = defineFault<{ path: string; reason: string }>({
  code: 'SYS007',
  exit: 506,
  title: 'the state folder is not safe to use',
  why: 'Others could change what we trust: the folder is a link, belongs to someone else, or is writable by others.',
  message: ({ path, reason }) => `${path} is not safe for our state: ${reason}`,
  fix: ({ path, reason }) =>
    reason.startsWith('it ')
      ? `mv ${singleQuoted(path)} ${singleQuoted(`${path}.old`)}`
      : `chmod go-w ${singleQuoted(path)}`,
});

export const homeUnknown = defineFault<{ variable: string; found: string | null }>({
  code: 'SYS008',
  exit: 501,
  title: 'the home folder is not known',
  why: 'The variable that names it holds no absolute path, or is not set for a user whom the system does not know. What belongs into the home would be written wherever the command was typed. Nothing was run.',
  message: ({ variable, found }) =>
    found === null
      ? `${variable} is not set, and the system knows no home of this user`
      : `${variable} is '${found}', which is no absolute path`,
  fix: ({ variable }) => `set ${variable} to the folder that is your home`,
});

export const toolMissing = defineFault<{ tool: string }>({
  code: 'SYS010',
  exit: 503,
  title: 'a needed tool is missing',
  why: 'The program is not on the PATH.',
  message: ({ tool }) => `${tool} is not on the PATH`,
  fix: ({ tool }) => `command -v ${shellQuote(tool)}`,
});

export const childFailed = defineFault<{
  command: string;
  args: readonly string[];
  exitCode: number | null;
  signal: string | null;
  stderr: string;
}>({
  code: 'SYS011',
  exit: 506,
  title: 'a command failed',
  why: 'A program that a task started ended with a status that is no answer, or by a signal.',
  message: ({ command, exitCode, signal }) =>
    `${command} ${signal === null ? `ended with status ${exitCode ?? 'unknown'}` : `was ended by ${signal}`}`,
  fix: () => 'run the same task with --debug, which shows what the program printed',
});

export const childTimedOut = defineFault<{ command: string; timeoutMs: number }>({
  code: 'SYS012',
  exit: 508,
  title: 'a command took too long',
  why: 'The time limit was reached; the program and everything it started were ended. A daemon that had cut itself off before, with a parent that is gone and a group of its own, goes on.',
  message: ({ command, timeoutMs }) => `${command} took longer than ${timeoutMs} ms`,
  fix: () => 'run the same task again',
});

export const childNotStarted = defineFault<{ command: string; reason: string }>({
  code: 'SYS013',
  exit: 506,
  title: 'a command could not be started',
  why: 'The program is there, but the system refused to start it: no memory, no process or no file handle was left, or it may not be run.',
  message: ({ command, reason }) => `${command} could not be started: ${reason}`,
  fix: ({ command }) => `ls -l "$(command -v ${shellQuote(command)})"; ulimit -a`,
});

export const outputTooLarge = defineFault<{ command: string; stream: 'stdout' | 'stderr'; limitMiB: number }>({
  code: 'SYS014',
  exit: 506,
  title: 'a command said too much',
  why: 'What a program writes is kept in memory as a whole, up to a limit. This one wrote more; it and everything it started were ended, and nothing of it is answered: a part would be taken for the whole.',
  message: ({ command, stream, limitMiB }) => `${command} wrote more than ${limitMiB} MiB to ${stream}`,
  fix: ({ command, stream }) => `let ${command} write to a file in place of ${stream}, or have it say less`,
});

export const lockedByOther = defineFault<{ name: string; holder: string }>({
  code: 'SYS020',
  exit: 507,
  title: 'locked by another run',
  why: 'Two runs may not change the same things at once.',
  message: ({ name, holder }) => `'${name}' is locked by ${holder}`,
  fix: () => 'run the same command with --wait 60s',
});

export const notOnThisSystem = defineFault<{ what: string; os: string }>({
  code: 'SYS030',
  exit: 510,
  title: 'not on this system',
  why: 'This part exists for other operating systems only; nothing was changed.',
  message: ({ what, os }) => `${what} is not available on ${os}`,
  fix: () => toType('Tasks'),
});

export const badSchedule = defineFault<{ id: string; reason: string }>({
  code: 'SYS031',
  exit: 501,
  title: 'a schedule cannot be kept',
  why: 'Its name, command or time cannot be written down for the system that is to start it; nothing was changed.',
  message: ({ id, reason }) => `schedule '${id}' cannot be kept: ${reason}`,
  fix: () => toType('Config.Validate'),
});

export const workingFolderGone = defineFault<Record<string, never>>({
  code: 'SYS032',
  exit: 506,
  title: 'the working folder is gone',
  why: 'The folder in which the command was typed was removed, or may not be looked at. Config, tasks and paths are looked for from there; nothing was run.',
  message: () => 'the working folder does not exist any more',
  fix: () => 'cd',
});
