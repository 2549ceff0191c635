import { faultAt, subjects, useSubject } from './subjects';

const exact = (fault: Record<string, unknown>): unknown => expect.objectContaining({ name: 'StackError', ...fault });

describe.each(subjects)('programs with the $name System', (subject) => {
  const on = useSubject(subject);

  it('finds a program on the PATH by its absolute path', () => {
    expect(on.system.processes.which('say')).toMatch(/^\/.*\/say$/);
  });

  it('answers undefined for a program that is not on the PATH', () => {
    expect(on.system.processes.which('no-such-program')).toBeUndefined();
  });

  it('passes arguments as they are, without a shell', async () => {
    const args = ['$HOME; echo x', '*', 'two words', '', '"quoted"', '`id`', '--flag=a\\b', 'täglich'];
    const { stdout } = await on.system.processes.run('say', args);
    expect(stdout).toBe(args.map((word) => `${word}\n`).join(''));
  });

  it('runs a program by the path that which answered', async () => {
    const program = on.system.processes.which('say') ?? '';
    expect(await on.system.processes.run(program, ['hello'])).toEqual({
      status: 0,
      signal: null,
      stdout: 'hello\n',
      stderr: '',
      timedOut: false,
    });
  });

  it('refuses a program that is not on the PATH', async () => {
    await expect(on.system.processes.run('no-such-program', [])).rejects.toEqual(
      exact({ code: 'SYS010', exit: 503, data: { tool: 'no-such-program' } }),
    );
  });

  it('answers a status that is no success with a fault', async () => {
    await expect(on.system.processes.run('end', ['3'])).rejects.toEqual(
      exact({ code: 'SYS011', exit: 506, data: expect.objectContaining({ exitCode: 3, stderr: 'why' }) as unknown }),
    );
  });

  it('takes a status for an answer that the caller accepts', async () => {
    expect(await on.system.processes.run('end', ['3'], { accept: [0, 3] })).toMatchObject({ status: 3, stderr: 'why' });
  });

  it('refuses success when the caller does not accept it', async () => {
    await expect(on.system.processes.run('end', ['0'], { accept: [1] })).rejects.toEqual(exact({ code: 'SYS011' }));
  });

  it('leaves the judgement to a caller that accepts any status', async () => {
    expect(await on.system.processes.run('end', ['77'], { accept: 'any' })).toMatchObject({ status: 77, signal: null });
  });

  it('knows that this process is alive', () => {
    const { machine, processes } = on.system;
    expect(processes.isAlive(machine.pid)).toBe(true);
    expect(processes.isAlive(machine.pid, machine.processStart)).toBe(true);
  });

  const starts = subject.traits.startsChangingChildren;
  it(`${starts ? 'starts' : 'does not start'} a child that changes something`, async () => {
    const { stdout, status } = await on.system.processes.run('say', ['changed'], {
      changes: { folder: on.root, undo: { kind: 'none', reason: 'it is a test' } },
    });
    expect({ stdout, status }).toEqual({ stdout: starts ? 'changed\n' : '', status: 0 });
  });
});

const withProcesses = subjects.filter(({ traits }) => traits.children === 'processes');

describe.each(withProcesses)('child processes of the $name System', (subject) => {
  const on = useSubject(subject);
  const sh = (script: string, options = {}): ReturnType<typeof on.system.processes.run> =>
    on.system.processes.run('sh', ['-c', script], options);

  it('gives a child the variables of the allow list and those the caller adds, no other', async () => {
    const { stdout } = await on.system.processes.run('show', [], { env: { ADDED: 'added' } });
    const names = stdout.split('\n').map((line) => line.split('=')[0]);
    expect(names).toEqual(expect.arrayContaining(['PATH', 'CLISTACK_SHOWN', 'ADDED']));
    expect(names).not.toContain('DEPLOY_TOKEN');
  });

  it('starts a child in the folder it was told', async () => {
    expect((await sh('pwd -P', { cwd: on.root })).stdout).toBe(`${on.root}\n`);
  });

  it('names the missing folder that a child should start in', async () => {
    await expect(sh('true', { cwd: on.path('gone') })).rejects.toEqual(faultAt('SYS001', on.path('gone')));
  });

  it('hands over the input', async () => {
    expect((await sh('cat', { input: 'täglich\n' })).stdout).toBe('täglich\n');
  });

  it('closes the input where there is none', async () => {
    expect((await sh('cat; echo end')).stdout).toBe('end\n');
  });

  it('keeps the final newline and both streams apart', async () => {
    expect(await sh('echo out; echo err >&2')).toMatchObject({ stdout: 'out\n', stderr: 'err\n' });
  });

  it('answers a child ended by a signal with a fault naming the signal', async () => {
    await expect(sh('kill -KILL $$')).rejects.toEqual(
      exact({ code: 'SYS011', data: expect.objectContaining({ exitCode: null, signal: 'SIGKILL' }) as unknown }),
    );
  });

  it('answers a failing child with a fault also when it has written as much that is no text as is kept', async () => {
    await expect(sh('head -c 67000000 /dev/zero; echo why >&2; exit 1')).rejects.toEqual(
      exact({ code: 'SYS011', data: expect.objectContaining({ exitCode: 1, stderr: 'why\n' }) as unknown }),
    );
  });

  it('sets the signal and no status of a child ended by one', async () => {
    expect(await sh('kill -TERM $$', { accept: 'any' })).toMatchObject({ status: null, signal: 'SIGTERM' });
  });

  it('knows that no process with an unused id is alive', () => {
    // The largest id that Linux hands out is 2^22.
    expect(on.system.processes.isAlive(2 ** 22 + 1)).toBe(false);
  });

  it('tells a process from a later one with its id', () => {
    expect(on.system.processes.isAlive(on.system.machine.pid, 'another start')).toBe(false);
  });

  it('does not take a folder or a file without permission for a program', () => {
    on.system.files.write(on.path('plain'), '#!/bin/sh\n', { mode: 0o644 });
    expect([on.root, on.path('plain')].map((path) => on.system.processes.which(path))).toEqual([undefined, undefined]);
  });
});
