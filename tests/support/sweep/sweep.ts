import { readFileSync, rmSync } from 'node:fs';
import { cleanCourse, type Course, type Scenario } from './check';
import { createSweepHome, hasTwoVolumes, type SweepHome } from './home';
import { hitPoint, listPoints, tracedCalls, type Point } from './points';
import { type, type Typed } from './type';

export const errnos = ['ENOSPC', 'EIO', 'EMFILE', 'EACCES', 'EROFS', 'EXDEV'] as const;

/** What the opening of a file that is only read ends with: a folder that is closed to us (EACCES) is passed over with a warning on purpose. */
const readErrnos: readonly FaultKind[] = ['EIO', 'EMFILE'];

/** How a run is disturbed: killed before a call, or the call fails. */
export type FaultKind = 'SIGKILL' | (typeof errnos)[number];

export interface Attempt {
  readonly point: Point;
  readonly kind: FaultKind;
}

export interface Sweep {
  /** The calls of the undisturbed line that change something, or open it to read. */
  readonly points: readonly Point[];
  readonly twoVolumes: boolean;
  /** Attempts whose fault never hit the call it was meant for; whatever it hit, everything held all the same, or is among the problems. */
  readonly missed: readonly string[];
  /** Answers what did not hold, in words. */
  tryPoints(attempts: readonly Attempt[]): Promise<readonly string[]>;
  /** Kills as many runs at random moments. */
  tryKills(count: number): Promise<readonly string[]>;
  dispose(): void;
}

interface Lane {
  readonly home: SweepHome;
  readonly course: Course;
}

const strace = ['strace', '-f', '-qq', '-y', '-s', '0'] as const;
/** Stops at the traced calls alone, which is much faster; strace 6.1 injects no signals with it. */
const quick = '--seccomp-bpf';

/** Two homes, so that two points are tried at a time; the points come from one undisturbed run. */
export async function createSweep(scenario: Scenario, lanes = 2): Promise<Sweep> {
  const homes = Array.from({ length: lanes }, createSweepHome);
  const ready: Lane[] = [];
  for (const home of homes) ready.push({ home, course: await cleanCourse(home) });
  const [{ home: first }] = ready as [Lane];
  const points = await tracePoints(first, scenario);
  const cleanMs = await timeRun(first, scenario);
  const missed: string[] = [];
  return {
    points,
    twoVolumes: hasTwoVolumes(first),
    missed,
    tryPoints: (attempts) => overLanes(ready, attempts, (lane, attempt) => tryPoint(lane, scenario, attempt, missed)),
    tryKills: (count) =>
      overLanes(ready, Array.from({ length: count }), async ({ home, course }) => {
        await begin(home, scenario);
        const killAfterMs = 20 + Math.random() * cleanMs;
        const disturbed = await type(home, scenario.line, { killAfterMs });
        const name = `killed after ${Math.round(killAfterMs)} of ${cleanMs} ms`;
        return (await scenario.problems(home, course, disturbed)).map((text) => `${name}: ${text}`);
      }),
    dispose: () => {
      for (const home of homes) home.dispose();
    },
  };
}

/** Every `step`th point with each kind of fault that it can have. */
export function everyPoint(points: readonly Point[], kinds: readonly FaultKind[], step = 1): readonly Attempt[] {
  const chosen = points.filter((_, index) => index % step === 0);
  return kinds.flatMap((kind) =>
    chosen.filter(({ reads }) => !reads || readErrnos.includes(kind)).map((point) => ({ point, kind })),
  );
}

/** Every `step`th point, the kinds of fault that it can have in turn. */
export function inTurn(points: readonly Point[], kinds: readonly FaultKind[], step: number): readonly Attempt[] {
  return points
    .filter((_, index) => index % step === 0)
    .map((point, index) => {
      const possible = point.reads ? readErrnos : kinds;
      return { point, kind: possible[index % possible.length] ?? 'EIO' };
    });
}

async function begin(home: SweepHome, scenario: Scenario): Promise<void> {
  home.reset();
  await scenario.prepare(home);
}

async function tracePoints(home: SweepHome, scenario: Scenario): Promise<readonly Point[]> {
  await begin(home, scenario);
  const file = `${home.home}.trace`;
  await type(home, scenario.line, { wrap: [...strace, quick, '-o', file, '-e', `trace=${tracedCalls}`] });
  const points = listPoints(readFileSync(file, 'utf8'), [home.home, home.other]);
  rmSync(file);
  return points;
}

async function timeRun(home: SweepHome, scenario: Scenario): Promise<number> {
  await begin(home, scenario);
  const begun = process.hrtime.bigint();
  await type(home, scenario.line);
  return Number((process.hrtime.bigint() - begun) / 1_000_000n);
}

/**
 * Libuv wakes itself by writes of its own when a child ends, so the count may be off by a few after one: then the calls beside it are tried,
 * until the fault was where it should be. Whatever it hit, everything has to hold. A point that moved further away counts as missed.
 */
async function tryPoint(
  lane: Lane,
  scenario: Scenario,
  { point, kind }: Attempt,
  missed: string[],
): Promise<readonly string[]> {
  const name = `${kind} at ${point.call} ${point.nth} (${point.shape})`;
  const problems: string[] = [];
  let hit: string | undefined;
  for (const shift of [0, 1, -1, 2, -2, 3, -3]) {
    const end = await disturb(lane, scenario, { kind, point: { ...point, nth: point.nth + shift } });
    problems.push(...end.problems.map((text) => `${name}: ${text}`));
    hit = end.hit;
    if (hit === point.shape) return problems;
  }
  missed.push(`${name}: the fault hit ${hit ?? 'nothing'}`);
  return problems;
}

async function disturb(
  { home, course }: Lane,
  scenario: Scenario,
  { point, kind }: Attempt,
): Promise<{ readonly hit: string | undefined; readonly problems: readonly string[] }> {
  await begin(home, scenario);
  const file = `${home.home}.trace`;
  const { call, nth } = point;
  const fault = kind === 'SIGKILL' ? `${call}:signal=KILL` : `${call}:error=${kind}`;
  const options = kind === 'SIGKILL' ? [] : [quick];
  const wrap = [...strace, ...options, '-o', file, '-e', `trace=${call}`, '-e', `inject=${fault}:when=${nth}`];
  const disturbed: Typed = await type(home, scenario.line, { wrap });
  const hit = hitPoint(readFileSync(file, 'utf8'), point);
  rmSync(file);
  return { hit, problems: await scenario.problems(home, course, disturbed) };
}

/** Gives each item to the next lane that is free. */
async function overLanes<T>(
  lanes: readonly Lane[],
  items: readonly T[],
  attempt: (lane: Lane, item: T) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const queue = [...items];
  await Promise.all(
    lanes.map(async (lane) => {
      while (queue.length > 0) {
        const [item] = queue.splice(0, 1) as [T];
        problems.push(...(await attempt(lane, item)));
      }
    }),
  );
  return problems;
}
