import { combineStatuses, type ExitStatus, type FailureStatus, type PartialStatus } from '../../../lib/kernel/exit';
import { partial, skipped } from '../../../lib/kernel/outcome';
import { chance } from './chance';
import { failing, goThe, runTasks, type Plan, type Ran } from './run-tasks';

// What --keep-going promises, on graphs of chance, the same ones each time: the promise is worked out here from the graph alone.

interface Drawn {
  readonly plans: Readonly<Record<string, Plan>>;
  readonly roots: readonly string[];
  readonly jobs: number;
  /** What each task would come to if all it needs came to a good end. */
  readonly fates: ReadonlyMap<string, { readonly state: string; readonly status: ExitStatus }>;
}

const failures: readonly FailureStatus[] = [500, 503, 506, 508];
const partials: readonly PartialStatus[] = [202, 203, 206];

function draw(seed: number): Drawn {
  const next = chance(seed);
  const below = (count: number): number => Math.floor(next() * count);
  const count = 2 + below(seed % 4 === 0 ? 60 : 14);
  const plans: Record<string, Plan> = {};
  const fates = new Map<string, { readonly state: string; readonly status: ExitStatus }>();
  for (let at = 0; at < count; at += 1) {
    const reference = (): string => `T${below(at)}${next() < 0.25 ? '?' : ''}`;
    const group = (): string | readonly string[] =>
      next() < 0.3 ? Array.from({ length: 1 + below(4) }, reference) : reference();
    const deps = at === 0 ? [] : Array.from({ length: below(4) }, group);
    const fate = next();
    const exit = failures[below(failures.length)] ?? 500;
    const part = partials[below(partials.length)] ?? 202;
    const fail = failing(exit).run;
    const [state, status, end]: readonly [string, ExitStatus, () => unknown] =
      fate < 0.15 ? ['failed', exit, () => fail?.({ name: '', signal: new AbortController().signal })]
      : fate < 0.25 ? ['partial', part, () => partial(part, 'half of it')]
      : fate < 0.35 ? ['skipped', 0, () => skipped('TST002', 'nothing here')]
      : ['succeeded', 0, () => null]; // prettier-ignore
    const run = next() < 0.5 ? end : () => new Promise((resolve) => setImmediate(resolve)).then(end);
    const isUnmet = next() < 0.08;
    plans[`T${at}`] = { deps, run, ...(isUnmet ? { if: false } : {}) };
    fates.set(`T${at}`, isUnmet ? { state: 'unmet', status: 0 } : { state, status });
  }
  const safe = next() < 0.3 ? '?' : '';
  return { plans, roots: [`T${count - 1}`, `T${below(count)}${safe}`], jobs: 1 + below(4), fates };
}

const bare = (reference: string): string => reference.replace('?', '');
const needsOf = ({ plans, fates }: Drawn, name: string): readonly string[] =>
  fates.get(name)?.state === 'unmet' ? [] : (plans[name]?.deps ?? []).flat();
const hardOf = (references: readonly string[]): readonly string[] => references.filter((each) => !each.endsWith('?'));

/** All that some references lead to; `follow` says which of a task's own are gone on with. */
function reached(from: readonly string[], follow: (name: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = from.map(bare);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...follow(name).map(bare));
  }
  return found;
}

/** What the run has to come to, and what about it is not so. */
function problemsOf(drawn: Drawn, ran: Ran): readonly string[] {
  const problems: string[] = [];
  const hardNeeds = (name: string): ReadonlySet<string> =>
    reached(hardOf(needsOf(drawn, name)), (each) => hardOf(needsOf(drawn, each)));
  const fails = (name: string): boolean => drawn.fates.get(name)?.state === 'failed';
  const isBlocked = (name: string): boolean =>
    [...hardNeeds(name)].some((each) => fails(each) || hardOf(needsOf(drawn, each)).map(bare).some(isBlocked));
  const all = reached(drawn.roots, (name) => needsOf(drawn, name));
  for (const name of all) {
    const results = ran.results.filter((result) => result.name === name);
    const [result] = results;
    const times = ran.started.filter((each) => each === name).length;
    const fate = drawn.fates.get(name)?.state ?? '';
    const wanted = fate === 'unmet' ? 'skipped' : isBlocked(name) ? 'blocked' : fate;
    if (results.length !== 1) problems.push(`${name} ended ${results.length} times`);
    if (result?.state !== wanted) problems.push(`${name} is ${String(result?.state)}, not ${wanted}`);
    const calls = fate === 'unmet' || wanted === 'blocked' ? 0 : 1;
    if (times !== calls) problems.push(`${name} ran ${times} times, not ${calls}`);
    const cause = result?.blockedBy ?? null;
    const isCause = cause !== null && hardNeeds(name).has(cause) && ran.of(cause).state === 'failed';
    if (isCause !== (wanted === 'blocked')) problems.push(`${name} names ${String(cause)} as its cause`);
  }
  for (const { name } of ran.results) if (!all.has(name)) problems.push(`${name} is none of this run`);
  // Failures that a chain of hard references leads to from the line are those of the run; of the others it is 201.
  const counted = reached(hardOf(drawn.roots), (name) => hardOf(needsOf(drawn, name)));
  const first = ran.results.find(({ name, state }) => state === 'failed' && counted.has(name));
  const others = ran.results.map(({ state, status }) => (state === 'failed' ? 201 : status));
  const status = first?.status ?? combineStatuses(others);
  if (ran.status !== status) problems.push(`the status is ${ran.status}, not ${status}`);
  if (ran.cause?.name !== first?.name) problems.push(`the cause is ${String(ran.cause?.name)}, not ${String(first?.name)}`); // prettier-ignore
  return problems;
}

afterAll(() => {
  goThe('short');
});

it.each(['short', 'long'] as const)('keeps what it promises on two hundred graphs of chance, the %s way', async (way) => {
  goThe(way);
  const seen = new Set<string>();
  for (let seed = 1; seed <= 200; seed += 1) {
    const drawn = draw(seed);
    const ran = await runTasks(drawn.plans, drawn.roots, { jobs: drawn.jobs, keepGoing: true });
    expect({ seed, problems: problemsOf(drawn, ran) }).toEqual({ seed, problems: [] });
    for (const { state } of ran.results) seen.add(state);
    seen.add(String(ran.status));
  }
  // The graphs have what is promised something about.
  for (const each of ['failed', 'blocked', 'partial', 'skipped', 'succeeded', '0', '201', '202', '205', '500', '506'])
    expect(seen).toContain(each);
}); // prettier-ignore
