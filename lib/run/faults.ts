import { defineFault, type FaultData } from '../kernel/fault';
import { singleQuoted } from '../kernel/shell-quote';
import { toType } from '../kernel/to-type';
import { existingPart } from '../system/existing-part';

export const unknownCode = defineFault<{ code: string; suggestions: readonly string[] }>({
  code: 'RUN015',
  exit: 501,
  title: 'an unknown code',
  why: 'Neither a fault code, of ours or of your own task files and health checks, nor an exit status has this name.',
  message: ({ code, suggestions }) =>
    `no fault and no exit status is called '${code}'${suggestions.length > 0 ? `, did you mean ${suggestions.join(' or ')}?` : ''}`,
  fix: () => toType('Explain exit-codes'),
});

export const unknownRecord = defineFault<{ run: string; fits: number }>({
  code: 'RUN017',
  exit: 501,
  title: 'no such run on record',
  why: 'The id is not that of a run whose record is still kept, or it fits several.',
  message: ({ run, fits }) =>
    fits > 1 ? `'${run}' fits ${fits} runs on record: give more of the id` : `no run '${run}' is on record`,
  fix: () => toType('Runs.List'),
});

export const followedKilled = defineFault<{ run: string; pid: number | null; since: string | null }>({
  code: 'RUN064',
  exit: 509,
  title: 'the run that was followed was cut off',
  why: 'Its process is gone and has left no record: it was killed, or the machine went down. All lines that it came to were told; what it had changed until then can be taken back.',
  message: ({ run, pid, since }) =>
    pid === null
      ? `run ${run} was cut off: it is not at work, and has left no record`
      : `run ${run} was cut off: its process ${pid}, at work since ${since ?? 'then'}, is gone`,
  fix: ({ run }) => `${toType('Undo.List')}, or ${toType(`Logs.Show --run ${run}`)}`,
});

export const exitCodeSet = defineFault<{ tasks: string; status: number }>({
  code: 'RUN030',
  exit: 500,
  title: 'a task asked for a failing exit status',
  why: 'A task set process.exitCode and ended as if all was well. The status of a run is made from how its tasks end.',
  message: ({ tasks, status }) => `process.exitCode was set to ${status} while running ${tasks}`,
  fix: () => 'throw an error in the task instead of setting process.exitCode',
});

export const leftTooLong = defineFault<{ held: string; limitMs: number }>({
  code: 'RUN072',
  exit: 508,
  title: 'what tasks had left behind took too long',
  why: 'All tasks had ended, and something that one of them had begun and not waited for was still at work after the time of --timeout: a timer, a server, a child. Children that were started through `system.processes` were ended, others live on, and all else ends with the process. Nobody knows whose work that was, so nothing of the run counts as done.',
  message: ({ held, limitMs }) =>
    `a task left behind ${held}, still at work ${String(limitMs)} ms after all tasks had ended`,
  fix: () => 'await it in its task, or close it there',
});

export const exitCodeAtEnd = defineFault<{ status: number }>({
  code: 'RUN070',
  exit: 500,
  title: 'a failing exit status was asked for at the very end',
  why: 'A listener for the end of the process set process.exitCode or called process.exit, when the answer was out. Nothing of the run counts as done: the next one does all of it again.',
  message: ({ status }) => `a listener for the end of the process asked for the status ${status}`,
  fix: () => 'check in the task itself, and throw an error there',
});

export const notKept = defineFault<{ what: string; reason: string; place: string }>({
  code: 'RUN031',
  exit: 506,
  title: 'what a run leaves behind could not be written',
  why: 'The tasks did their work, but the log, the record of the run or another file that tells of it is not whole: the disk is full, or the folder may not be written.',
  message: ({ what, reason }) => `the tasks ended, but ${what} could not be written: ${reason}`,
  fix: ({ place }) => {
    if (place === '') return toType('Health.Check');
    const there = singleQuoted(existingPart(place));
    return `ls -lad ${there} && df -h ${there}`;
  },
});

export const eventsRefused = defineFault<{ path: string; reason: string; missing: string }>({
  code: 'RUN063',
  exit: 506,
  title: 'the file of --json-events cannot be written',
  why: 'Whoever follows the run by this file would see nothing of it. Nothing was run.',
  message: ({ path, reason }) => `the events cannot be written to ${path}: ${reason}`,
  fix: ({ path, missing }) =>
    missing === '' ? `ls -la ${singleQuoted(existingPart(path))}` : `mkdir -p ${singleQuoted(missing)}`,
});

export const answerUnread = defineFault<{ task: string; reason: string | null; isClosed: boolean }>({
  code: 'RUN032',
  exit: 506,
  title: 'nobody read the answer to its end',
  why: 'The reader of stdout went away, a task closed it, or the file it goes to takes no more, so the answer did not arrive whole.',
  message: ({ task, reason }) =>
    reason === null
      ? `stdout was closed before the answer of ${task} was out`
      : `stdout took no more of the answer of ${task}: ${reason}`,
  fix: ({ isClosed }) =>
    isClosed
      ? 'run the same command again and read its answer to the end'
      : 'let stdout go where there is room for the answer, and run the same command again',
});

export const shadowedConfig = defineFault<{ file: string; hides: string }>({
  code: 'RUN033',
  exit: 501,
  title: 'a compiled just.config lies beside the source',
  why: 'just takes the JavaScript file without a word, so what you write into just.config.ts has no effect. Nothing was run.',
  message: ({ file, hides }) => `${file} hides ${hides}`,
  fix: ({ file }) => `remove ${file}`,
});

export const justConfigMissing = defineFault<{ file: string; isThere: boolean }>({
  code: 'RUN073',
  exit: 501,
  title: 'the config that just was to open is not there',
  why: 'The --config of the line is that of just. Where it leads nowhere just opens the just.config of the folder in its place, without a word. Nothing was run.',
  message: ({ file, isThere }) =>
    isThere
      ? `just takes ${file}, which --config names, for the name of a package`
      : `--config names ${file === '' ? 'no file' : `${file}, which is not there,`} for just`,
  fix: ({ file, isThere }) =>
    isThere
      ? `write --config ${singleQuoted(`./${file}`)}`
      : 'correct the path, or name a config of CliStack with --configFile',
});

export const staleBuild = defineFault<{ source: string }>({
  code: 'RUN034',
  exit: 500,
  title: 'the build of this checkout is older than its sources',
  why: 'What would run is not what the sources say. Nothing was run.',
  message: ({ source }) => `${source} is not what dist/ was built from`,
  fix: () => 'npm run build',
});

export const noOwnTasks = defineFault<{ sign: string }>({
  code: 'RUN050',
  exit: 501,
  title: 'no tasks of your own',
  why: 'The sign stands for the tasks of the folders that the config names in taskFolders; there are none. Nothing was run.',
  message: ({ sign }) => `'${sign}' runs the tasks of your own task folders, and there are none`,
  fix: () => toType('Help Config.Init'),
});

export const noSuchSign = defineFault<{ sign: string }>({
  code: 'RUN051',
  exit: 501,
  title: 'a sign that stands for no tasks',
  why: 'InvokeBuild runs every test script below a folder with it. Here tests belong to the test runner of a project. Nothing was run.',
  message: ({ sign }) => `'${sign}' stands for no tasks; '*' runs your own ones`,
  // Not the sign of the same meaning: a shell takes ? for a pattern.
  fix: () => toType('Tasks'),
});

export const assertionFailed = defineFault<{ message: string }>({
  code: 'RUN052',
  exit: 500,
  title: 'an assertion of a task does not hold',
  why: 'A task checks what it takes for granted with assert.',
  message: ({ message }) => message,
  fix: () => 'see what the task takes for granted',
});

export const notEqual = defineFault<{ found: string; wanted: string }>({
  code: 'RUN053',
  exit: 500,
  title: 'two values are not equal',
  why: 'A task checks with equals that a value is what it should be.',
  message: ({ found, wanted }) => `${found} is not ${wanted}`,
  fix: () => 'see what the task compares',
});

export const propertyMissing = defineFault<{ task: string; name: string; isOption: boolean }>({
  code: 'RUN054',
  exit: 501,
  title: 'a task needs a value that nobody gave',
  why: 'It is neither an option on the line nor an environment variable, and has no default.',
  message: ({ task, name }) => `${task} needs a value for ${name}`,
  fix: ({ name, isOption }) => `${isOption ? `give --${name}, or ` : ''}set the variable ${name}`,
});

export const requirementMissing = defineFault<{ task: string; missing: readonly string[] }>({
  code: 'RUN055',
  exit: 503,
  title: 'a task lacks what it cannot do without',
  why: 'It says so with requires before it begins its work, so nothing is half done.',
  message: ({ task, missing }) => `${task} lacks ${[...missing].join(', ')}`,
  fix: ({ task }) => toType(`Explain ${task}`),
});

export const removesTooMuch = defineFault<{ pattern: string; root: string }>({
  code: 'RUN056',
  exit: 501,
  title: 'remove was asked for more than a build makes',
  why: 'A task removes only what lies inside the build root, and never the root itself. Nothing was removed.',
  message: ({ pattern, root }) => `'${pattern}' is not inside ${root}`,
  fix: () => 'name what the build has made',
});

export const emptyLine = defineFault<{ number: number }>({
  code: 'RUN071',
  exit: 501,
  title: 'a line of Build.Parallel is empty',
  why: 'It has no word: a variable that was to name its tasks is not set, perhaps. Typed alone, such a line runs nothing either.',
  message: ({ number }) => `line ${number} of Build.Parallel says nothing`,
  fix: () => toType('Help Build.Parallel'),
});

export const openQuote = defineFault<{ number: number; quote: string }>({
  code: 'RUN068',
  exit: 501,
  title: 'a line with a quote that is not closed',
  why: 'What was meant to stand inside the quotes cannot be told. No line was run.',
  message: ({ number, quote }) => `line ${number} opens a quote with ${quote} and does not close it`,
  fix: ({ quote }) => `close it, or put ${quote === '"' ? "'" : '"'} around a word that holds one`,
});

export interface FailedBuilds extends FaultData {
  readonly builds: readonly Readonly<Record<string, unknown>>[];
}

export const buildsFailed = defineFault<FailedBuilds>({
  code: 'RUN057',
  exit: 500,
  title: 'a build of several that ran at once failed',
  why: 'The status is that of the first of them that failed; the log of each is named in the data.',
  message: ({ builds }) => {
    const failed = builds.filter(({ state }) => state === 'failed');
    const names = failed.map(({ line, status, reason }) => {
      const why = typeof reason === 'string' ? `: ${reason}` : '';
      return `'${String(line)}' (${String(status)}${why})`;
    });
    return `${failed.length} of ${builds.length} builds failed: ${names.join(', ')}`;
  },
  fix: () => toType('Runs.List'),
});

export const answerNotData = defineFault<{ task: string; reason: string }>({
  code: 'RUN058',
  exit: 500,
  title: 'a task answers what cannot be written down',
  why: 'What a task answers goes into documents and records, so JSON must be able to hold all of it: no circle, function, symbol, BigInt, NaN, Map, Set or Error, however deep inside.',
  message: ({ task, reason }) => `${task} answers what cannot be written as JSON: ${reason}`,
  fix: () => 'let the task return plain data, or nothing',
});
