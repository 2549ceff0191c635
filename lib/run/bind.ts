import { argv as typedFlags, resolve, task, undertaker } from 'just-task';
import type { ExitStatus } from '../kernel/exit';
import type { StackError } from '../kernel/fault';
import { packagePlace } from '../config/package-place';
import { readCorrelation } from '../system/real/correlation';
import { realReader } from '../system/real/read-files';
import { answerEarly } from './early';
import { justConfigMissing } from './faults';
import { leaveForGood, leaveStatus } from './leave';
import { loadModule } from './load-module';
import { runSession } from './session';
import { readTaskIndex } from './task-index';

/** The hidden node that just always runs: it hands the raw line to the engine. */
const doorName = 'clistack:door';

/** Flags of just itself that people may put on the line; they are not ours to refuse. `value`: the next word belongs to it. */
const justFlags: Readonly<Record<string, 'value' | 'switch'>> = {
  '--config': 'value',
  '--defaultConfig': 'value',
  '--esm': 'switch',
};

/**
 * Binds the engine to just-task. just would run the first name only, take a task for the value of a flag, print to stdout and leave with 0
 * when a promise never settles; so every call of just runs one door, and every node is a door for its own name.
 */
export function bind(): void {
  silenceJust();
  const argv = withoutJustFlags(process.argv.slice(2));
  const place = packagePlace();
  const { names, taskAt } = readTaskIndex(realReader, place.tasks, loadModule);
  for (const [number, name] of names.entries()) {
    task(name, taskAt(number).summary, async () => {
      leaveDomain();
      leaveStatus(await runSession([name], 'just'));
    });
  }
  task(doorName, 'runs the whole line as one graph', async () => {
    leaveDomain();
    const refused = passedOverConfig();
    // The door never rejects: just would turn every status into 1.
    leaveForGood(refused === undefined ? await runSession(argv, 'just') : refuse(refused, argv));
  });
  // just's cli looks this function up when it has loaded the config, so what we put here decides what runs.
  const option = require('just-task/lib/option') as { parseCommand: () => string };
  option.parseCommand = () => doorName;
}

function refuse(fault: StackError, argv: readonly string[]): ExitStatus {
  // What it says has no place in it that a folder would make shorter.
  return answerEarly(fault, argv, readCorrelation().corrId, '/');
}

function withoutJustFlags(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const kept: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (end !== -1 && index >= end) return [...kept, ...argv.slice(index)];
    const [flag = '', inline] = word.split('=', 2);
    const shape = justFlags[flag];
    if (shape === undefined) kept.push(word);
    else if (shape === 'value' && inline === undefined) index += 1;
  }
  return kept;
}

/** A fault where the line names a config for just that is not there: just opens the one of the folder in its place, without a word. */
function passedOverConfig(): StackError | undefined {
  const { config } = typedFlags() as { readonly config?: unknown };
  if (typeof config !== 'string' || resolve(config) !== null) return undefined;
  return justConfigMissing({ file: config, isThere: config !== '' && realReader.stat(config)?.kind === 'file' });
}

/**
 * just calls every node in a domain of Node's, which takes an error that nobody caught for one of the node, and makes another one of it. What
 * is begun from here on is in none: the run itself hears of such errors, as behind the other door.
 */
function leaveDomain(): void {
  // Node's types know it only where its old module is imported.
  const { domain } = process as { readonly domain?: { exit(): void } | null };
  domain?.exit();
}

/** just writes its started and finished lines to stdout, which is the answer's, and reports errors the engine has reported already. */
function silenceJust(): void {
  for (const event of ['start', 'stop', 'error']) undertaker.removeAllListeners(event);
  // just's own listener has no name; its text is the one mark it bears (a test says when that changes).
  const noisy = process
    .listeners('exit')
    .filter((listener) => String(listener).includes('Other tasks that did not complete'));
  for (const listener of noisy) process.off('exit', listener);
}
