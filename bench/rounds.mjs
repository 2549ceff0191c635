import { execFileSync, spawnSync } from 'node:child_process';

/** Each call of each command in turn, with what bash knows of its ended children before the first and behind each. A command is its length and its words. */
const callInTurn = `n=$1; shift; all=("$@"); times
for ((i = 0; i < n; i++)); do
  for ((at = 0; at < $#; at += all[at] + 1)); do
    "\${all[@]:at + 1:all[at]}" >/dev/null 2>&1 || { echo "status $?"; exit 1; }
    times
  done
done`;

/**
 * CPU seconds (user + system, children included) of a call of each command, the mean of `times`. The commands take turns call by call: a machine
 * that becomes slower in between, as those that are shared do by the second, becomes so for all of them.
 * @throws when a call ends with another status than 0: a command that fails is fast.
 */
export function cpuSecondsInTurn(commands, { times = 5, env, cwd }) {
  const words = commands.flatMap((command) => [String(command.length), ...command]);
  const text = execFileSync('bash', ['-c', callInTurn, '-', String(times), ...words], { env, cwd, encoding: 'utf8' });
  // Every second line is of the children: 0m1.234s of their own and 0m0.567s of the system's.
  const known = text.trim().split('\n').filter((_, line) => line % 2 === 1).map(secondsIn); // prettier-ignore
  const sums = commands.map(() => 0);
  known.slice(1).forEach((total, index) => (sums[index % sums.length] += total - known[index]));
  return sums.map((sum) => sum / times);
}

function secondsIn(line) {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + minutes * 60 + Number(seconds),
    0,
  );
}

/** The same of one command. */
export function cpuSeconds(command, options) {
  const [seconds] = cpuSecondsInTurn([command], options);
  return seconds;
}

/** Wall seconds of one call. @throws when it ends with another status than 0. */
export function wallSeconds([program, ...args], { env, cwd }) {
  const start = process.hrtime.bigint();
  const { status, signal, error } = spawnSync(program, args, { env, cwd, stdio: 'ignore' });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')} ended with ${status ?? signal}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * Megabytes that a call of Node had resident at its highest. Through a shell that stays: a process that is made directly takes the highest of
 * its maker along, and a bench that wrote large task files has more than what it measures.
 */
export function peakMegabytes([node, ...args], { env, cwd }) {
  const hook = 'data:text/javascript,process.on("exit",()=>process._rawDebug("peak "+process.resourceUsage().maxRSS))';
  const call = ['-c', '"$@"; exit $?', '-', node, '--import', hook, ...args];
  const { stderr, status } = spawnSync('/bin/sh', call, { env, cwd, encoding: 'utf8' });
  const match = /^peak (\d+)$/m.exec(stderr);
  if (status !== 0 || match === null) throw new Error(`no peak of ${args.join(' ')}: ${stderr}`);
  return Number(match[1]) / 1024;
}

/** Paired rounds: both sides run in turn, so that what else the machine does meets both. Answers the median ratio and its range. */
export function compare(ours, theirs, rounds = 11) {
  return comparePairs(() => [ours(), theirs()], rounds);
}

/** The CPU of two commands in paired rounds of `times` calls each, in which they take turns call by call. */
export function compareCpu(ours, theirs, { rounds = 11, ...options }) {
  return comparePairs(() => cpuSecondsInTurn([ours, theirs], options), rounds);
}

function comparePairs(measure, rounds) {
  const pairs = Array.from({ length: rounds }, measure);
  const [ours, theirs] = [0, 1].map((side) => milliseconds(mean(pairs.map((pair) => pair[side]))));
  return { ...spread(pairs.map(([ours, theirs]) => ours / theirs)), detail: `${ours} / ${theirs}` };
}

/** The median, and the range without the best and the worst. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    value: sorted[Math.floor(sorted.length / 2)],
    low: sorted.at(1) ?? sorted[0],
    high: sorted.at(-2) ?? sorted[0],
  };
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function milliseconds(seconds) {
  return `${(seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0)} ms`;
}
