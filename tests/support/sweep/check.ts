import type { Snapshot } from '../snapshot';
import type { SweepHome } from './home';
import { sweptLine } from './home';
import { contentsOf, differences, journalsOf, temporariesOf, treeOf } from './inspect';
import { type, type Typed } from './type';

/** What the clean run began with and came to. */
export interface Course {
  readonly start: Snapshot;
  readonly contents: ReadonlySet<string>;
  readonly goal: Snapshot;
}

/** Looks at the start, runs the line undisturbed and looks again. */
export async function cleanCourse(home: SweepHome): Promise<Course> {
  home.reset();
  const start = treeOf(home);
  const contents = contentsOf(home);
  const clean = await type(home, sweptLine);
  if (clean.status !== 0) throw new Error(`the clean run failed:\n${clean.stderr}`);
  return { start, contents, goal: treeOf(home) };
}

/** All that has to hold after a run was disturbed; what does not is told in words. */
export async function problemsAfter(home: SweepHome, course: Course, disturbed: Typed): Promise<readonly string[]> {
  const problems = [...disturbedProblems(home, course, disturbed), ...lostContents(home, course, 'after the fault')];
  const next = await type(home, sweptLine);
  if (next.status !== 0) problems.push(`the next run ended with ${next.status}: ${next.stderr.slice(-600)}`);
  problems.push(...differences(course.goal, treeOf(home)).map((text) => `not converged: ${text}`));
  problems.push(...lostContents(home, course, 'after the next run'));
  problems.push(...temporariesOf(home).map((path) => `left behind: ${path}`));
  const { changing, open } = journalsOf(home);
  problems.push(...open.map((name) => `journal left open: ${name}`));
  for (let run = 0; run < changing; run += 1) {
    const undo = await type(home, ['Undo.Run']);
    if (undo.status !== 0)
      problems.push(`undo ${run + 1} of ${changing} ended with ${undo.status}: ${undo.stderr.slice(-900)}`);
  }
  problems.push(...differences(course.start, treeOf(home)).map((text) => `not restored: ${text}`));
  return problems;
}

function disturbedProblems(home: SweepHome, { goal }: Course, { status, signal, stderr }: Typed): readonly string[] {
  if (signal !== null) return [];
  if (status === 0) return differences(goal, treeOf(home)).map((text) => `success without the work done: ${text}`);
  // 500 is for our own bugs; a shell sees it as 244. A disk that fails is none.
  return status === 244 || status === 1 || stderr.includes('    at ')
    ? [`taken for a bug (${status}): ${stderr.slice(-600)}`]
    : [];
}

function lostContents(home: SweepHome, { contents }: Course, when: string): readonly string[] {
  const present = contentsOf(home);
  const lost = [...contents].filter((hash) => !present.has(hash));
  return lost.length === 0 ? [] : [`${lost.length} contents of the user's are lost ${when}`];
}
