import { existsSync, readdirSync } from 'node:fs';
import { documentOf, makeRoom, type Room } from './room';

let room: Room;
beforeEach(() => {
  room = makeRoom();
  room.write('kept.txt', 'old');
  room.write('moved.txt', 'moved');
  room.write('gone.txt', 'gone');
  room.write('profile.ps1', '# mine\r\n');
  room.task('own\\change.js', change);
});
afterEach(() => {
  room.dispose();
});

/** One task with a step of every kind that Windows has. */
const change = `module.exports = {
  name: 'Own.Change', summary: 'Changes', mutates: true, changes: 'files of mine',
  run: ({ system: { files, environment }, paths }) => {
    const at = (name) => paths.home + '\\\\' + name;
    files.makeFolder(at('made\\\\deep'));
    files.write(at('made/deep/new.txt'), 'new');
    files.write(at('kept.txt'), 'new');
    files.move(at('moved.txt'), at('made\\\\moved.txt'));
    files.remove(at('gone.txt'));
    environment.writeBlock({ path: at('profile.ps1'), id: 'own' }, 'set');
  },
};
`;

/** Everything in the profile but our own state, by name and text. */
function tree(): Readonly<Record<string, string>> {
  const names = ['kept.txt', 'moved.txt', 'gone.txt', 'profile.ps1', 'made\\moved.txt', 'made\\deep\\new.txt'];
  return Object.fromEntries(names.filter((name) => existsSync(room.path(name))).map((name) => [name, room.read(name)]));
}

describe('whole writes, journal, undo', () => {
  it('does what the dry run said, and the dry run nothing', () => {
    const before = tree();
    const planned = documentOf(room.run(['Own.Change', '--dry-run', '--json']));
    expect(tree()).toEqual(before);
    expect(readdirSync(room.path('AppData'))).toEqual(['Roaming']);
    const done = room.run(['Own.Change', '--json']);
    expect(done.status).toBe(0);
    expect(tree()).toEqual({
      'kept.txt': 'new',
      'profile.ps1': '# mine\r\n# >>> clistack own >>>\r\nset\r\n# <<< clistack own <<<\r\n',
      'made\\moved.txt': 'moved',
      'made\\deep\\new.txt': 'new',
    });
    expect(planned).toMatchObject({ success: true, dry_run: true });
  });

  it('is taken back to the byte', () => {
    const before = tree();
    expect(room.run(['Own.Change', '--json']).status).toBe(0);
    const undone = room.run(['Undo.Run', '--yes', '--json']);
    expect(undone.status).toBe(0);
    expect(documentOf(undone)).toMatchObject({ data: { refused: [] } });
    expect(tree()).toEqual(before);
    expect(existsSync(room.path('made'))).toBe(false);
  });

  it('does not touch what the user made of it since', () => {
    expect(room.run(['Own.Change', '--json']).status).toBe(0);
    room.write('kept.txt', 'mine');
    const undone = room.run(['Undo.Run', '--yes', '--json']);
    expect(undone.status).toBe(205);
    expect(tree()).toMatchObject({ 'kept.txt': 'mine', 'gone.txt': 'gone', 'moved.txt': 'moved' });
  });

  it('waits while somebody has the file open, and leaves no temporary file', () => {
    // The reader lets go after a while; a rename over an open file is refused until then.
    room.task(
      'own\\busy.js',
      `module.exports = { name: 'Own.Busy', summary: 'Writes', mutates: true, changes: 'a file', run: async ({ system, paths }) => {
        const file = paths.home + '\\\\kept.txt';
        const hold = "const fs = require('fs'); fs.openSync(process.argv[1], 'r'); console.log('open'); setTimeout(() => {}, 700)";
        const holder = require('child_process').spawn(process.execPath, ['-e', hold, file]);
        await new Promise((open) => holder.stdout.once('data', open));
        system.files.write(file, 'new');
        await new Promise((gone) => holder.once('exit', gone));
      } };\n`,
    );
    expect(room.run(['Own.Busy', '--json']).status).toBe(0);
    expect(room.read('kept.txt')).toBe('new');
    expect(readdirSync(room.profile).filter((name) => name.includes('tmp'))).toEqual([]);
  });
});
