import { userInfo } from 'node:os';
import { createMachine } from '../../../../lib/system/real/machine';
import { createProcesses, processStart } from '../../../../lib/system/real/processes';

describe('the machine', () => {
  it('has the home of the environment, not that of the user database', () => {
    expect(createMachine({ HOME: '/somewhere/else' }).home).toBe('/somewhere/else');
    // Only Windows goes by this one: elsewhere it is a stray of another world.
    expect(createMachine({ HOME: '/home/ada', USERPROFILE: '/profile' }).home).toBe('/home/ada');
    expect(createMachine({}).home).toMatch(/^\//);
  });

  it.each(['', 'relative', '~'])(
    'has no home where the variable says "%s", and the rest of it all the same',
    (HOME) => {
      const machine = createMachine({ HOME, USERPROFILE: HOME });
      expect(() => machine.home).toThrow(/^(?:HOME|USERPROFILE) is '.*', which is no absolute path$/);
      expect(machine.cwd).toBe(process.cwd());
    },
  );

  it('knows this process and its user', () => {
    const machine = createMachine({});
    expect(machine).toMatchObject({ pid: process.pid, cwd: process.cwd(), uid: process.getuid?.() });
    expect(machine.username).not.toBe('');
    // The shell of an account, or none where it has none.
    expect(machine.loginShell ?? '/').toMatch(/^\//);
    expect(machine.loginShell).toBe(userInfo().shell ?? undefined);
  });

  it('answers the same each time', () => {
    const machine = createMachine({});
    expect([machine.processStart, machine.bootId]).toEqual([machine.processStart, machine.bootId]);
    expect(machine.processStart).toBe(processStart(process.pid));
  });

  it('has no start of a process that is not there', () => {
    expect(processStart(2 ** 22 + 1)).toBe('');
  });
});

describe('programs on the PATH', () => {
  it('are none where there is no PATH', () => {
    expect(createProcesses({}).which('sh')).toBeUndefined();
  });

  it('are not looked for in relative folders', () => {
    expect(createProcesses({ PATH: '.:bin:' }).which('sh')).toBeUndefined();
  });

  it('are found in the first folder that has them', () => {
    expect(createProcesses({ PATH: '/nowhere:/bin:/usr/bin' }).which('sh')).toBe('/bin/sh');
  });
});
