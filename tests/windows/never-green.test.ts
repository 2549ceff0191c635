import { neverGreenCases } from '../support/never-green-cases';
import { documentOf, makeRoom, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

const cases = neverGreenCases.filter(({ pure }) => pure);

describe('nothing ends green that failed', () => {
  it.each(cases)('$title', ({ files, args, exit, code }) => {
    for (const [path, text] of Object.entries(files)) room.task(path, text);
    const [name = '', ...more] = args;
    const result = room.run([name, '--json', ...more]);
    expect(result.status).toBe(exit);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
  });
});
