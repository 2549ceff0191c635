import { execFileSync, spawnSync } from 'node:child_process';

/**
 * CPU seconds (user + system, children included) of `times` calls of a command, one after the other. bash's own `time` keeps the
 * figures of ended children in milliseconds. @throws when a call ends with another status than 0: a command that fails is fast.
 */
export function cpuSeconds(command, { times = 5, env, cwd }) {
  const calls = `for ((i = 0; i < n; i++)); do "$@" >/dev/null 2>&1 || { echo "status $?"; exit 1; }; done`;
  const script = `TIMEFORMAT='%U %S'; n=$1; shift; time { ${calls}; }`;
  const text = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, '-', String(times), ...command], {
    env,
    cwd,
    encoding: 'utf8',
  });
  const [user, system] = text.trim().split(' ').map(Number);
  return (user + system) / times;
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
  const pairs = Array.from({ length: rounds }, () => ({ ours: ours(), theirs: theirs() }));
  const both = `${milliseconds(mean(pairs.map((pair) => pair.ours)))} / ${milliseconds(mean(pairs.map((pair) => pair.theirs)))}`;
  return { ...spread(pairs.map((pair) => pair.ours / pair.theirs)), detail: both };
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
