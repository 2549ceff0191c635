import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { subjects, useSubject } from './subjects';

const withProcesses = subjects.filter(({ traits }) => traits.children === 'processes');
const exact = (fault: Record<string, unknown>): unknown => expect.objectContaining({ name: 'StackError', ...fault });

/**
 * Grandchildren hold a named pipe open for writing: its reader sees the end of the pipe when the last of them is gone, and waits
 * until then.
 */
describe.each(withProcesses)('ending children of the $name System', (subject) => {
  const on = useSubject(subject);
  let pipe = '';

  beforeEach(() => {
    // Outside the root, so that the pipe is on the disk for every System.
    pipe = `${on.root}.pipe`;
    execFileSync('mkfifo', [pipe]);
  });

  const deaf = `trap '' TERM; `;
  const grandchild = (prefix: string): string =>
    `(${prefix}echo up >&3; sleep 1000) 3>'${pipe}' >/dev/null 2>&1 & wait`;

  it('ends a child that takes too long', async () => {
    await expect(on.system.processes.run('sleep', ['1000'], { timeoutMs: 50 })).rejects.toEqual(
      exact({ code: 'SYS012', exit: 508, data: expect.objectContaining({ timeoutMs: 50 }) as unknown }),
    );
  });

  it('tells a caller that accepts any end about the time limit', async () => {
    const outcome = await on.system.processes.run('sleep', ['1000'], { timeoutMs: 50, accept: 'any' });
    expect(outcome).toMatchObject({ status: null, signal: 'SIGTERM', timedOut: true });
  });

  it('does not take an accepted status for an answer when the time limit ended the child', async () => {
    const run = on.system.processes.run('sh', ['-c', `trap 'exit 0' TERM; sleep 1000 & wait`], { timeoutMs: 300 });
    await expect(run).rejects.toEqual(exact({ code: 'SYS012' }));
  });

  it('leaves a child alone that ends in time', async () => {
    expect(await on.system.processes.run('say', ['x'], { timeoutMs: 60_000 })).toMatchObject({ timedOut: false });
    // More than a timer can hold.
    expect(await on.system.processes.run('sh', ['-c', 'sleep 0.2'], { timeoutMs: 2 ** 40 })).toMatchObject({
      timedOut: false,
    });
  });

  it.each([
    ['grandchildren', ''],
    ['grandchildren that ignore SIGTERM', deaf],
  ])('ends %s at the time limit too', async (_, prefix) => {
    const gone = readFile(pipe, 'utf8');
    const run = on.system.processes.run('sh', ['-c', grandchild(prefix)], { timeoutMs: 1000 });
    await expect(run).rejects.toEqual(exact({ code: 'SYS012' }));
    expect(await gone).toBe('up\n');
  });

  /** Runs a command by a shell in a session of its own, in the middle of the tree: `setsid` is not on every machine. */
  const apart = (command: string): readonly [string, readonly string[]] => {
    const start = `require('node:child_process').spawn('sh', ['-c', process.argv[1]], { detached: true, stdio: 'ignore' });`;
    return ['sh', ['-c', '"$0" "$@" & wait', process.execPath, '-e', start, command]];
  };

  it.each([
    ['what', ''],
    ['what ignores SIGTERM and', deaf],
  ])('ends %s lies below the child in a session of its own', async (_, prefix) => {
    const gone = readFile(pipe, 'utf8');
    const [program, args] = apart(`exec 3>'${pipe}'; ${grandchild(prefix)}`);
    await expect(on.system.processes.run(program, args, { timeoutMs: 1500 })).rejects.toEqual(
      exact({ code: 'SYS012' }),
    );
    expect(await gone).toBe('up\n');
  });

  it('ends what began in a session of its own when the tree was told to end', async () => {
    const gone = readFile(pipe, 'utf8');
    const start = `require('node:child_process').spawn('sh', ['-c', process.argv[1]], { detached: true, stdio: 'ignore' })`;
    const late = `process.on('SIGTERM', () => { ${start}; }); setInterval(() => undefined, 1000); console.log('up');`;
    const run = on.system.processes.run(process.execPath, ['-e', late, grandchild(deaf)], { timeoutMs: 1000 });
    await expect(run).rejects.toEqual(exact({ code: 'SYS012' }));
    expect(await gone).toBe('up\n');
  });

  it('leaves alone what is not below the child', async () => {
    const beside = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
    const ended = once(beside, 'exit');
    await expect(on.system.processes.run('sleep', ['1000'], { timeoutMs: 50 })).rejects.toEqual(
      exact({ code: 'SYS012' }),
    );
    expect(beside.kill('SIGTERM')).toBe(true);
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('ends a child and its grandchildren when the caller aborts', async () => {
    const stop = new AbortController();
    const held = createReadStream(pipe, 'utf8');
    const run = on.system.processes.run('sh', ['-c', grandchild('')], { signal: stop.signal });
    const ended = expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await once(held, 'data');
    const gone = once(held, 'end');
    stop.abort();
    await ended;
    expect(await gone).toEqual([]);
  });

  it.each([
    ['stdout', ''],
    ['stderr', ' >&2'],
  ])('ends a child that writes more to %s than is kept, and its grandchildren', async (stream, where) => {
    const gone = readFile(pipe, 'utf8');
    const below = `exec 3>'${pipe}'; echo up >&3; sleep 1000 >/dev/null 2>&1 &`;
    const flood = `${below} yes 2>/dev/null | head -c 70000000${where}; wait`;
    const run = on.system.processes.run('sh', ['-c', flood], { accept: 'any' });
    const data: unknown = expect.objectContaining({ stream, limitMiB: 64 });
    await expect(run).rejects.toEqual(exact({ code: 'SYS014', exit: 506, data }));
    expect(await gone).toBe('up\n');
  });

  it('starts nothing for a caller that has aborted', async () => {
    const run = on.system.processes.run('sh', ['-c', `echo up > '${pipe}'`], { signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends a child that ignores SIGTERM', async () => {
    const run = on.system.processes.run('sh', ['-c', `${deaf}while :; do sleep 1; done`], { timeoutMs: 300 });
    await expect(run).rejects.toEqual(exact({ code: 'SYS012' }));
  });
});
