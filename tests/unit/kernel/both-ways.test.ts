import type { Job } from '../../../lib/kernel/task';
import { partial } from '../../../lib/kernel/outcome';
import { chance } from './chance';
import { failing, runTasks, type Context, type Plan, type Ran } from './run-tasks';

// What a run comes to does not depend on the way its tasks go. Graphs of chance, the same ones each time: whatever is put in front of the queue
// has to agree with it on all of them.

interface Drawn {
  readonly plans: Readonly<Record<string, Plan>>;
  readonly roots: readonly string[];
  readonly jobs: number;
}

type Body = NonNullable<Plan['run']>;

const bodies: Readonly<Record<string, () => Body>> = {
  'at once': () => () => null,
  'with an answer': () => () => 7,
  partly: () => () => partial(202, 'half of it', null),
  later: () => () => new Promise((resolve) => void setImmediate(resolve)),
  'as a promise': () => () => Promise.resolve('x'),
};
const failures: Readonly<Record<string, () => Body>> = {
  'by throwing': () => failing(506).run ?? (() => null),
  'by rejecting': () => () => Promise.reject(new Error('no')),
};

/** A graph in which each task needs some of those before it, some of them side by side. */
function draw(seed: number): Drawn {
  const next = chance(seed);
  const below = (count: number): number => Math.floor(next() * count);
  const oneOf = <T>(from: Readonly<Record<string, T>>): T => Object.values(from)[below(Object.keys(from).length)] as T; // never of nothing
  const count = 3 + below(seed % 5 === 0 ? 150 : 12);
  const failRate = next() < 0.4 ? 0 : 0.15;
  const plans: Record<string, Plan> = {};
  for (let at = 0; at < count; at += 1) {
    const reference = (): string => `T${below(at)}${next() < 0.2 ? '?' : ''}`;
    const group = (): string | readonly string[] =>
      next() < 0.3 ? Array.from({ length: 1 + below(5) }, reference) : reference();
    const deps = at === 0 ? [] : Array.from({ length: below(4) }, group);
    const run = next() < failRate ? oneOf(failures)() : oneOf(bodies)();
    const jobs: readonly Job<Context>[] = [...deps, run];
    plans[`T${at}`] = next() < 0.1 ? { jobs: [...jobs].reverse() } : { deps, run };
  }
  return { plans, roots: [`T${count - 1}`, `T${below(count)}`], jobs: 1 + below(4) };
}

/** Without a first failure that stops the rest: which that is may depend on who began first. */
async function bothWays({ plans, roots, jobs }: Drawn): Promise<readonly [short: Ran, long: Ran]> {
  const options = { jobs, keepGoing: true };
  const short = await runTasks(plans, roots, options);
  const long = await runTasks(plans, roots, {
    ...options,
    prepare: (name, signal) => ({ context: { name, signal: signal() }, finish: (end) => end }),
  });
  return [short, long];
}

const outcome = ({ results }: Ran): unknown =>
  results
    .map(({ name, state, status, data }) => ({ name, state, status, data }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

it('come to the same, with every task once and after what it needs', async () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const drawn = draw(seed);
    const [short, long] = await bothWays(drawn);
    expect({ seed, ran: outcome(short) }).toEqual({ seed, ran: outcome(long) });
    expect({ seed, green: short.status === 0 }).toEqual({ seed, green: long.status === 0 });
    const ends = short.results.map(({ name }) => name);
    expect({ seed, ends: new Set(ends).size }).toEqual({ seed, ends: ends.length });
    expect({ seed, called: new Set(short.started).size }).toEqual({ seed, called: short.started.length });
    for (const { name, state } of short.results) {
      const needs = (drawn.plans[name]?.deps ?? []).flat().map((reference) => reference.replace('?', ''));
      if (state === 'succeeded') for (const need of needs) expect(ends.indexOf(need)).toBeLessThan(ends.indexOf(name));
    }
  }
});
