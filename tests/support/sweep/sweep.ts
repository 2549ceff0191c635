import { readFileSync, rmSync } from 'node:fs';
import { cleanCourse, problemsAfter, type Course } from './check';
import { createSweepHome, hasTwoVolumes, sweptLine, type SweepHome } from './home';
import { hitPoint, listPoints, tracedCalls, type Point } from './points';
import { type, type Typed } from './type';

export const errnos = ['ENOSPC', 'EIO', 'EMFILE', 'EACCES', 'EROFS', 'EXDEV'] as const;

export type FaultKind = 'SIGKILL' | (typeof errnos)[number];

export interface Lane {
  readonly home: SweepHome;
  readonly course: Course;
}

export interface Sweep {
  readonly points: readonly Point[];
  readonly twoVolumes: boolean;
  /** Tries every `step`th point with one kind of fault. Answers how many were tried and what did not hold. */
  tryPoints(kind: FaultKind, step: number, offset?: number): Promise<SweepEnd>;
  /** Kills as many runs at random moments. */
  tryKills(count: number): Promise<SweepEnd>;
  dispose(): void;
}

export interface SweepEnd {
  readonly tried: number;
  readonly problems: readonly string[];
}

const strace = ['strace', '-f', '-qq', '-y', '-s', '0'] as const;
/** Stops at the traced calls alone, which is much faster; strace 6.1 injects no signals with it. */
const quick = '--seccomp-bpf';

/** Two homes, so that two points are tried at a time; the points come from one clean run. */
export async function createSweep(lanes = 2): Promise<Sweep> {
  const homes = Array.from({ length: lanes }, createSweepHome);
  const ready: Lane[] = [];
  for (const home of homes) ready.push({ home, course: await cleanCourse(home) });
  const [{ home: first }] = ready as [Lane];
  const points = await tracePoints(first);
  const begun = process.hrtime.bigint();
  first.reset();
  await type(first, sweptLine);
  const cleanMs = Number((process.hrtime.bigint() - begun) / 1_000_000n);
  return {
    points,
    twoVolumes: hasTwoVolumes(first),
    tryPoints: (kind, step, offset = 0) =>
      overLanes(
        ready,
        points.filter((_, index) => index % step === offset),
        (lane, point) => tryPoint(lane, point, kind),
      ),
    tryKills: (count) =>
      overLanes(ready, Array.from({ length: count }), async ({ home, course }) => {
        home.reset();
        const killAfterMs = 20 + Math.random() * cleanMs;
        const disturbed = await type(home, sweptLine, { killAfterMs });
        return (await problemsAfter(home, course, disturbed)).map(
          (text) => `killed after ${Math.round(killAfterMs)} ms: ${text}`,
        );
      }),
    dispose: () => {
      for (const home of homes) home.dispose();
    },
  };
}

async function tracePoints(home: SweepHome): Promise<readonly Point[]> {
  home.reset();
  const file = `${home.home}.trace`;
  await type(home, sweptLine, { wrap: [...strace, quick, '-o', file, '-e', `trace=${tracedCalls}`] });
  const points = listPoints(readFileSync(file, 'utf8'), [home.home, home.other]);
  rmSync(file);
  return points;
}

async function tryPoint({ home, course }: Lane, point: Point, kind: FaultKind): Promise<readonly string[]> {
  home.reset();
  const file = `${home.home}.trace`;
  const fault = kind === 'SIGKILL' ? ['signal=KILL'] : [`error=${kind}`, quick];
  const { call, nth, shape } = point;
  const [what = '', ...options] = fault;
  const wrap = [...strace, ...options, '-o', file, '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${nth}`];
  const disturbed: Typed = await type(home, sweptLine, { wrap });
  const hit = hitPoint(readFileSync(file, 'utf8'), point);
  rmSync(file);
  const missed = hit === shape ? [] : [`the fault hit ${hit ?? 'nothing'}`];
  const name = `${kind} at ${call} ${nth} (${shape})`;
  return [...missed, ...(await problemsAfter(home, course, disturbed))].map((text) => `${name}: ${text}`);
}

/** Gives each item to the next lane that is free. */
async function overLanes<T>(
  lanes: readonly Lane[],
  items: readonly T[],
  attempt: (lane: Lane, item: T) => Promise<readonly string[]>,
): Promise<SweepEnd> {
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
  return { tried: items.length, problems };
}
