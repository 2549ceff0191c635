import { isAbsolute, join } from 'node:path';
import { isPartialStatus, type FailureStatus } from '../../lib/kernel/exit';
import { StackError } from '../../lib/kernel/fault';
import { partial } from '../../lib/kernel/outcome';
import { runParallel, type BuildResult } from '../../lib/run/built-ins/parallel';
import { defineTask } from '../../lib/run/define-task';
import { readDuration } from '../../lib/run/duration';
import { buildsFailed, emptyLine, openQuote, type FailedBuilds } from '../../lib/run/faults';
import { cutWords } from '../../lib/run/split-words';

export default defineTask({
  name: 'Build.Parallel',
  summary: 'Run several lines at once, each in a process of its own, and show their output in order',
  config: 'optional',
  args: {
    usage: '"<line>" ["<line>"...]',
    describe: 'what would be typed: "Pin.Sync --tool git"',
    min: 1,
    lines: true,
  },
  options: {
    maximum: { type: 'integer', describe: 'how many run at once', minimum: 1, maximum: 64, default: 4 },
    each: { type: 'string', describe: 'time each of them may take: 30s, 5m' },
    failHard: { type: 'boolean', describe: 'the first failure ends the others', default: false },
    logs: { type: 'string', describe: 'folder for a log of each; default: beside the run records' },
  },
  run: async (context) => {
    const { args, options, answer, system } = context;
    const { each, logs } = options;
    const folder = typeof logs === 'string' ? (isAbsolute(logs) ? logs : join(system.machine.cwd, logs)) : undefined;
    const builds = args.map((line, index) => ({
      line: wordsOf(line, index + 1),
      ...(typeof each === 'string' ? { timeoutMs: readDuration('--each', each) } : {}),
      ...(folder === undefined ? {} : { log: join(folder, `${index + 1}.log`) }),
    }));
    system.files.makeFolder(folder ?? context.paths.runs, 0o700);
    const result = await runParallel(context, builds, {
      maximum: Number(options['maximum']),
      failHard: options['failHard'] === true,
      onOutput: (build) => {
        answer(`== ${build.line.join(' ')}: ${build.state}, status ${build.status}${whyOf(build)}\n${build.output}`);
      },
    });
    const { status } = result;
    const data = { builds: result.builds.map(brief) };
    if (status !== 0 && !isPartialStatus(status)) throw failedWith(data, status);
    const count = result.builds.filter((build) => isPartialStatus(build.status)).length;
    return isPartialStatus(status) ? partial(status, `${count} of ${builds.length} builds were partial`, data) : data;
  },
  show: () => '',
});

function wordsOf(line: string, number: number): readonly string[] {
  const { words, open: quote } = cutWords(line);
  if (quote !== undefined) throw openQuote({ number, quote });
  if (words.every((word) => word === '')) throw emptyLine({ number });
  return words;
}

/** The output is in the log. */
function brief({ line, status, state, reason, durationMs, log }: BuildResult): Readonly<Record<string, unknown>> {
  const why = reason === null ? {} : { reason };
  return { line: line.join(' '), status, state, ...why, duration_ms: Math.round(durationMs), log };
}

function whyOf({ status, reason }: BuildResult): string {
  if (reason === null) return '';
  return status === 508 ? `: ${reason} (--each)` : `: ${reason}`;
}

/** Ends the run with the status of the build that failed first. */
function failedWith(data: FailedBuilds, status: FailureStatus): StackError {
  const { code, message, fix } = buildsFailed(data);
  return new StackError(code, status, message, fix, data);
}
