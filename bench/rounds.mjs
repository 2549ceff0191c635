import { execFileSync } from 'node:child_process';

/**
 * CPU seconds (user + system, children included) of `times` calls of a command, one after the other. bash's own `time` keeps the
 * figures of ended children in milliseconds.
 */
export function cpuSeconds(command, { times = 5, env, cwd }) {
  const script = `TIMEFORMAT='%U %S'; n=$1; shift; time for ((i = 0; i < n; i++)); do "$@" >/dev/null 2>&1; done`;
  const text = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`, '-', String(times), ...command], {
    env,
    cwd,
    encoding: 'utf8',
  });
  const [user, system] = text.trim().split(' ').map(Number);
  return (user + system) / times;
}

/** Paired rounds: both sides run in turn, so that what else the machine does meets both. Answers the median ratio and its spread. */
export function compare(ours, theirs, rounds = 11) {
  const ratios = [];
  let first = 0;
  let second = 0;
  for (let round = 0; round < rounds; round += 1) {
    const a = ours();
    const b = theirs();
    ratios.push(a / b);
    first += a / rounds;
    second += b / rounds;
  }
  ratios.sort((a, b) => a - b);
  return { ratio: ratios[Math.floor(rounds / 2)], low: ratios[1], high: ratios.at(-2), ours: first, theirs: second };
}
