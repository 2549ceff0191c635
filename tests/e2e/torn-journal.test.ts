import { createSweepHome, sweptLine, type SweepHome } from '../support/sweep/home';
import { cleanCourse, type Course } from '../support/sweep/check';
import { differences, journalsOf, temporariesOf, treeOf } from '../support/sweep/inspect';
import { type } from '../support/sweep/type';

let at: SweepHome;
let course: Course;
beforeEach(async () => {
  at = createSweepHome();
  course = await cleanCourse(at);
  at.reset();
});
afterEach(() => {
  at.dispose();
});

/** No file may grow beyond so many kilobytes: the write that crosses the line is cut in its middle, as on a full disk. */
const limit = (kilobytes: number): readonly string[] => ['bash', '-c', `ulimit -f ${kilobytes}; exec "$@"`, '--'];

it.each([4])(
  'a journal that is cut in the middle of a line, after %i KB, is not taken for a damaged one',
  async (kilobytes) => {
    const cut = await type(at, sweptLine, { wrap: limit(kilobytes) });
    // 506 to a shell.
    expect(cut.status).toBe(250);

    expect((await type(at, sweptLine)).status).toBe(0);
    expect(differences(course.goal, treeOf(at))).toEqual([]);
    expect(temporariesOf(at)).toEqual([]);
    const { changing, open } = journalsOf(at);
    expect(open).toEqual([]);
    for (let run = 0; run < changing; run += 1) expect((await type(at, ['Undo.Run'])).status).toBe(0);
    expect(differences(course.start, treeOf(at))).toEqual([]);
  },
);
