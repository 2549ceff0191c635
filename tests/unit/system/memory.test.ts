import { createMemorySystem } from '../../../lib/system/memory';

describe('the System in memory', () => {
  it('starts with a home, a folder for temporary things and what it is given', () => {
    const { files, links, machine } = createMemorySystem({
      files: { '/home/ada/deep/a': 'one' },
      folders: ['/opt/tools'],
      links: { '/home/ada/l': 'deep' },
    });
    expect(files.list('/').map(({ name }) => name)).toEqual(['home', 'opt', 'tmp']);
    expect(files.read('/home/ada/l/a').toString()).toBe('one');
    expect(links.read('/home/ada/l')).toBe('deep');
    expect(machine).toMatchObject({ os: 'linux', home: '/home/ada', cwd: '/home/ada', pathSeparator: ':' });
  });

  it('is the machine it is told to be', () => {
    const { machine, files, environment } = createMemorySystem({
      os: 'win32',
      home: '/users/bo',
      cwd: '/users/bo/src',
      env: { EDITOR: 'vi' },
      freeBytes: 5,
    });
    expect(machine).toMatchObject({ os: 'win32', home: '/users/bo', cwd: '/users/bo/src', pathSeparator: ';' });
    expect(files.freeBytes('/users/bo')).toBe(5);
    expect(environment.all()).toEqual({ EDITOR: 'vi' });
  });

  it('moves its clocks only when it is told', () => {
    const system = createMemorySystem();
    const before = system.clock.now();
    system.advance(1500);
    expect([system.clock.now(), system.clock.monotonic(), system.clock.uptime()]).toEqual(
      [before, before, before].map((ms) => ms + 1500),
    );
  });

  it('hands its programs the arguments and options', async () => {
    const seen: unknown[] = [];
    const { processes } = createMemorySystem({
      programs: {
        git: (args, { cwd }) => {
          seen.push([args, cwd]);
          return {};
        },
      },
    });
    await processes.run('git', ['status'], { cwd: '/tmp' });
    expect(seen).toEqual([[['status'], '/tmp']]);
  });

  it('knows one process only', () => {
    expect([4242, 1].map((pid) => createMemorySystem().processes.isAlive(pid))).toEqual([true, false]);
  });
});
