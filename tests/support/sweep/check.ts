import type { Snapshot } from '../snapshot';
import { sweptLine, type SweepHome } from './home';
import { contentsOf, differences, journalsOf, temporariesOf, treeOf, type Contents } from './inspect';
import { type, type Typed } from './type';

/** What the home was at its start, and what the swept line makes of it. */
export interface Course {
  readonly start: Snapshot;
  readonly contents: Contents;
  readonly goal: Snapshot;
}

/** What is disturbed, and what has to hold afterwards. */
export interface Scenario {
  readonly line: readonly string[];
  /** Brings a home that was put back to its start to where the line begins. */
  readonly prepare: (home: SweepHome) => Promise<void>;
  readonly problems: (home: SweepHome, course: Course, disturbed: Typed) => Promise<readonly string[]>;
}

/** Looks at the start, runs the line undisturbed and looks again. */
export async function cleanCourse(home: SweepHome): Promise<Course> {
  home.reset();
  const start = treeOf(home);
  const contents = contentsOf(home);
  await cleanRun(home);
  return { start, contents, goal: treeOf(home) };
}

async function cleanRun(home: SweepHome): Promise<void> {
  const clean = await type(home, sweptLine);
  if (clean.status !== 0) throw new Error(`the clean run failed:\n${clean.stderr}`);
}

/** The way there: the next run comes to the same end, and every run can be taken back. */
export const changing: Scenario = {
  line: sweptLine,
  prepare: () => Promise.resolve(),
  problems: async (home, course, disturbed) => {
    const problems = [...disturbedProblems(home, course.goal, disturbed), ...lostContents(home, course, 'at once')];
    const next = await type(home, sweptLine);
    if (next.status !== 0) problems.push(`the next run ended with ${next.status}: ${next.stderr.slice(-600)}`);
    problems.push(...differences(course.goal, treeOf(home)).map((text) => `not converged: ${text}`));
    problems.push(...lostContents(home, course, 'after the next run'), ...leftovers(home));
    const { changing: runs } = journalsOf(home);
    for (let run = 1; run <= runs; run += 1) {
      const undo = await type(home, ['Undo.Run']);
      if (undo.status !== 0)
        problems.push(`undo ${run} of ${runs} ended with ${undo.status}: ${undo.stderr.slice(-900)}`);
    }
    return [...problems, ...notRestored(home, course)];
  },
};

/** The way back: the next undo finishes it. */
export const undoing: Scenario = {
  line: ['Undo.Run'],
  prepare: cleanRun,
  problems: async (home, course, disturbed) => {
    const problems = [...disturbedProblems(home, course.start, disturbed), ...lostContents(home, course, 'at once')];
    const restored = notRestored(home, course).length === 0;
    const next = await type(home, ['Undo.Run']);
    // 501 to a shell: nothing is left to undo, which is true when the disturbed undo had come so far.
    const done = next.status === 0 || (restored && next.status === 245);
    if (!done) problems.push(`the next undo ended with ${next.status}: ${next.stderr.slice(-900)}`);
    return [...problems, ...notRestored(home, course), ...(restored ? [] : leftovers(home))];
  },
};

function disturbedProblems(home: SweepHome, goal: Snapshot, { status, signal, stderr }: Typed): readonly string[] {
  if (signal !== null) return [];
  if (status === 0) return differences(goal, treeOf(home)).map((text) => `success without the work done: ${text}`);
  // 500 is for our own bugs; a shell sees it as 244. A disk that fails is none.
  const bug = status === 244 || status === 1 || stderr.includes('    at ');
  return bug ? [`taken for a bug (${status}): ${stderr.slice(-600)}`] : [];
}

function lostContents(home: SweepHome, { contents }: Course, when: string): readonly string[] {
  const present = contentsOf(home);
  const lost = [...contents].filter(([sha256, count]) => (present.get(sha256) ?? 0) < count);
  return lost.length === 0 ? [] : [`${lost.length} contents of the user's are lost ${when}`];
}

function leftovers(home: SweepHome): readonly string[] {
  return [
    ...temporariesOf(home).map((path) => `left behind: ${path}`),
    ...journalsOf(home).open.map((name) => `journal left open: ${name}`),
  ];
}

function notRestored(home: SweepHome, { start }: Course): readonly string[] {
  return differences(start, treeOf(home)).map((text) => `not restored: ${text}`);
}
