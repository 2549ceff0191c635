import { defineFault } from './fault';
import { toType } from './to-type';

/** A line that names no task lists them; the help of any tells of the flags. */
const help = (task = 'Tasks'): string => toType(`Help ${task}`);

export const unknownTask = defineFault<{ name: string; referrer: string | null; suggestions: readonly string[] }>({
  code: 'RUN001',
  exit: 501,
  title: 'unknown task',
  why: 'The name is not a task of this project or of the configured task folders. Nothing was run.',
  message: ({ name, referrer, suggestions }) =>
    `unknown task '${name}'${referrer === null ? '' : `, needed by ${referrer}`}` +
    (suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''),
  fix: () => toType('Tasks'),
});

export const cycle = defineFault<{ path: readonly string[]; where: string }>({
  code: 'RUN002',
  exit: 501,
  title: 'tasks need each other in a circle',
  why: 'A task can only run after the tasks it needs; in a circle none can be first. Nothing was run.',
  message: ({ path }) => `tasks need each other in a circle: ${[...path].join(' -> ')}`,
  fix: ({ where }) => `take one of these references out, in ${where}`,
});

export const unknownFlag = defineFault<{ flag: string; suggestions: readonly string[]; task?: string | undefined }>({
  code: 'RUN003',
  exit: 501,
  title: 'unknown flag',
  why: 'No task on the line and not the engine declares this flag. Nothing was run.',
  message: ({ flag, suggestions }) =>
    `unknown flag '${flag}'` + (suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''),
  fix: ({ task }) => help(task),
});

export const badOptionValue = defineFault<{
  flag: string;
  found: string;
  allowed: string;
  suggestion?: string;
  task?: string | undefined;
}>({
  code: 'RUN004',
  exit: 501,
  title: 'an option has a value it cannot take',
  why: 'Values are checked against the option before anything runs.',
  message: ({ flag, found, allowed, suggestion }) =>
    `${flag} cannot be '${found}': it takes ${allowed}` +
    (suggestion === undefined ? '' : `, did you mean ${suggestion}?`),
  fix: ({ task }) => help(task),
});

export const missingValue = defineFault<{ flag: string; allowed: string; task?: string | undefined }>({
  code: 'RUN005',
  exit: 501,
  title: 'an option needs a value',
  why: 'The flag stands last or is followed by another flag. A value that begins with a dash is typed behind =.',
  message: ({ flag, allowed }) => `${flag} needs a value: ${allowed}`,
  fix: ({ task }) => help(task),
});

export const wrongWords = defineFault<{ task: string; usage: string; found: number }>({
  code: 'RUN006',
  exit: 501,
  title: 'too few or too many words after a task',
  why: 'A task that takes words says how many; it must be the last task on the line.',
  message: ({ task, usage, found }) => `${task} takes ${usage}, found ${found} word${found === 1 ? '' : 's'}`,
  fix: ({ task }) => toType(`Help ${task}`),
});

export const wordBehindSecret = defineFault<{ flag: string }>({
  code: 'RUN069',
  exit: 501,
  title: 'a word that is no task behind a secret value',
  why: 'It may be a part of the secret, where a blank in it was not quoted, so it is not shown. Nothing was run.',
  message: ({ flag }) => `a word that is no task stands behind the value of ${flag}`,
  fix: ({ flag }) => `put the whole value of ${flag} in quotes, or look for the task: ${toType('Tasks')}`,
});

export const unexpectedRest = defineFault<{ found: number; task?: string | undefined }>({
  code: 'RUN007',
  exit: 501,
  title: 'words after -- that no task takes',
  why: 'Only a task that declares `rest` takes what follows --.',
  message: ({ found }) => `no task on the line takes words after --, found ${found} word${found === 1 ? '' : 's'}`,
  fix: ({ task }) => help(task),
});

export const badTaskFile = defineFault<{
  file: string;
  problem: string;
  /** True for a task folder: what is wrong is what names it. */
  isFolder?: boolean;
}>({
  code: 'RUN008',
  exit: 501,
  title: 'a task file cannot be used',
  why: 'A task file exports one task whose name is its path, or a family; its options may not take a name of the engine. While one of your own cannot be used, commands that look or take back go on without it and say so; all others are refused, for what it puts before or after them would be missing.',
  message: ({ file, problem }) => `${file}: ${problem}`,
  fix: ({ file, isFolder }) => (isFolder === true ? 'correct taskFolders in the config' : `edit ${file}`),
});

export const neverFinished = defineFault<{ tasks: readonly string[] }>({
  code: 'RUN009',
  exit: 509,
  title: 'a task never finished',
  why: 'Nothing is left that could end it: a promise that nobody settles, or a callback nobody calls.',
  message: ({ tasks }) => `never finished: ${tasks.join(', ')}`,
  fix: () => 'let the task return a promise that settles',
});

export const neverBegan = defineFault<Readonly<Record<string, never>>>({
  code: 'RUN059',
  exit: 509,
  title: 'a task never began',
  why: 'Its code is a generator (function*), or answers with one. Calling it runs nothing of it, so none of its work was done.',
  message: () => 'its code answers with a generator, of which nothing was run',
  fix: () => 'let the code of the task be a function, or an async one',
});

export const exitedEarly = defineFault<{ tasks: readonly string[]; status: number | null }>({
  code: 'RUN010',
  exit: 509,
  title: 'a task ended the whole process',
  why: 'A task called process.exit; the tasks that were running or waiting did not finish.',
  message: ({ tasks, status }) => `process.exit(${status ?? ''}) was called while running ${tasks.join(', ')}`,
  fix: () => 'throw an error in the task instead of calling process.exit',
});

export const interrupted = defineFault<{ signal: string }>({
  code: 'RUN011',
  exit: 130,
  title: 'interrupted',
  why: 'Ctrl-C or another request to stop reached the run; the children that tasks had started through `system.processes` were ended, and the journal closed.',
  message: ({ signal }) => `interrupted by ${signal}`,
  fix: () => 'run the same command again',
});

export const terminated = defineFault<{ signal: string }>({
  code: 'RUN012',
  exit: 143,
  title: 'terminated',
  why: 'SIGTERM reached the run, or SIGHUP because its terminal was closed; the children that tasks had started through `system.processes` were ended, and the journal closed.',
  message: ({ signal }) => `ended by ${signal}`,
  fix: () => 'run the same command again',
});

export const quit = defineFault<{ signal: string }>({
  code: 'RUN013',
  exit: 131,
  title: 'interrupted by Ctrl-\\',
  why: 'SIGQUIT reached the run; the children that tasks had started through `system.processes` were ended, and the journal closed. A second one does not wait for tasks that go on in spite of it.',
  message: ({ signal }) => `interrupted by ${signal}`,
  fix: () => 'run the same command again',
});

export const confirmationNeeded = defineFault<{ question: string; flag: string }>({
  code: 'RUN014',
  exit: 501,
  title: 'a destructive step was not confirmed',
  why: 'Steps that cannot be undone ask on a terminal, and need --yes where there is none or with --no-input.',
  message: ({ question }) => `not confirmed: ${question}`,
  fix: ({ flag }) => `run the same command with ${flag}`,
});

export const tookTooLong = defineFault<{ task: string; limitMs: number; limit: 'timeout' | '--timeout' }>({
  code: 'RUN016',
  exit: 508,
  title: 'a task took too long',
  why: 'Its own `timeout` was reached, or --timeout where it has none: all its code counts, also `if`, `done` and the hooks around it. A hook around the whole run may take as long as --timeout says. It was told to stop, and the children that it had started through `system.processes` were ended. Code that does not stop within five seconds is given up: its slot goes to the next task, though it may still be at work. Where a task has a `timeout` of its own, --timeout changes nothing: raise it in its file.',
  message: ({ task, limitMs }) => `${task} took longer than ${limitMs} ms`,
  fix: ({ task, limit }) =>
    limit === 'timeout' ? `raise \`timeout\` in the file of ${task}` : 'run the same command with a longer --timeout',
});

export const machineTrouble = defineFault<{ task: string; reason: string; call: string }>({
  code: 'RUN506',
  exit: 506,
  title: 'the machine could not do what was asked of it',
  why: 'A full disk, too many open files, no memory: nothing is wrong with the task, and the same command is right on a machine that has what it takes.',
  message: ({ task, reason, call }) => `${task}: ${reason} (${call})`,
  fix: () => 'df -h; ulimit -n; free -m',
});

export const bug = defineFault<{
  task: string;
  error: string;
  /** `file:line:column` of where it was thrown, when that is not our own code. */
  at?: string;
}>({
  code: 'RUN500',
  exit: 500,
  title: 'an unexpected error',
  why: 'Something was thrown that is not a known fault. It is a bug in the task or in CliStack.',
  message: ({ task, error }) => `${task}: ${error}`,
  fix: () => 'run it again with --debug and report what it prints',
});
