import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endChildren, forgetGroup, rememberGroup, signalGroup } from '../../../../lib/system/real/process-groups';

const start = (): { readonly pid: number; readonly ended: Promise<unknown[]> } => {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
  return { pid: child.pid ?? 0, ended: once(child, 'exit') };
};

describe('groups of children', () => {
  it('are ended together on the last way out', async () => {
    const [first, second] = [start(), start()];
    rememberGroup(first.pid, 'one');
    rememberGroup(second.pid, 'other');
    endChildren();
    expect(await Promise.all([first.ended, second.ended])).toEqual([
      [null, 'SIGKILL'],
      [null, 'SIGKILL'],
    ]);
  });

  it('are ended for their owner alone where one is named', async () => {
    const [first, second] = [start(), start()];
    rememberGroup(first.pid, 'one');
    rememberGroup(second.pid, 'other');
    endChildren('one');
    expect(await first.ended).toEqual([null, 'SIGKILL']);
    expect(signalGroup(second.pid, 0)).toBe(true);
    endChildren();
    expect(await second.ended).toEqual([null, 'SIGKILL']);
  });

  it('are ended with what lies below them in a group of its own', async () => {
    // It holds the pipe open, whose end is the end of both.
    const below = `spawn('sh', ['-c', 'echo up; exec sleep 1000'], { detached: true, stdio: ['ignore', 'inherit', 'ignore'] })`;
    const args = ['-e', `require('node:child_process').${below}`];
    const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    const closed = once(child, 'close');
    rememberGroup(child.pid ?? 0, 'one');
    endChildren();
    expect(await closed).toEqual([null, 'SIGKILL']);
  });

  it('are left alone once they are forgotten', async () => {
    const { pid, ended } = start();
    rememberGroup(pid, 'one');
    forgetGroup(pid);
    endChildren();
    expect(signalGroup(pid, 'SIGTERM')).toBe(true);
    expect(await ended).toEqual([null, 'SIGTERM']);
  });

  it('that are gone are said to be gone', async () => {
    const { pid, ended } = start();
    expect(signalGroup(pid, 0)).toBe(true);
    signalGroup(pid, 'SIGKILL');
    await ended;
    expect(signalGroup(pid, 'SIGTERM')).toBe(false);
  });
});
