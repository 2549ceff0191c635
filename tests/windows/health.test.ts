import { documentOf, makeRoom, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
});
afterEach(() => {
  room.dispose();
});

describe('Health.Check', () => {
  it('looks at everything, and finds that there are no symbolic links', () => {
    const result = room.run(['Health.Check', '--json']);
    expect(result.status).toBe(202);
    const text = JSON.stringify(documentOf(result));
    expect(text).toContain('HC006');
    expect(text).not.toContain('could not check');
  });
});
