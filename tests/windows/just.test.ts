import { join } from 'node:path';
import { documentOf, environment, makeRoom, packageRoot, start, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

const just = join(packageRoot, 'node_modules', 'just-task', 'bin', 'just.js');

describe('the door of npx just', () => {
  it('answers what the bin answers', () => {
    const result = start([just, 'Config.Validate', '--json'], environment(room.profile), packageRoot);
    expect(result.status).toBe(0);
    expect(documentOf(result)).toMatchObject({ success: true, data: { valid: true } });
  });

  it('ends with the whole status', () => {
    room.config('{ "tols": {} }');
    const result = start([just, 'Rebuild', '--json'], environment(room.profile), packageRoot);
    expect(result.status).toBe(502);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: 502 });
  });
});
