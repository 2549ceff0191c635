import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { LockRequest } from '../../lib/system/ports/locks';
import { subjects, useSubject } from './subjects';

const holding = (holder: string): unknown =>
  expect.objectContaining({
    name: 'StackError',
    code: 'SYS020',
    exit: 507,
    data: { name: 'run', holder: expect.stringContaining(holder) as unknown },
  });

const request = (folder: string, purpose: string): LockRequest => ({ folder, name: 'run', waitMs: 0, purpose });

describe.each(subjects.filter(({ traits }) => traits.locks !== 'none'))('locks of the $name System', (subject) => {
  const on = useSubject(subject);

  it('gives a lock to one and refuses the next, naming the holder', async () => {
    await on.system.locks.acquire(request(on.path('locks'), 'just Pin.Sync'));
    const second = on.system.locks.acquire(request(on.path('locks'), 'just Other'));
    await expect(second).rejects.toEqual(holding('just Pin.Sync'));
  });

  it('names the lock it gave', async () => {
    expect(await on.system.locks.acquire(request(on.path('locks'), 'a'))).toMatchObject({ name: 'run' });
  });

  it('gives a released lock to the next', async () => {
    const first = await on.system.locks.acquire(request(on.path('locks'), 'a'));
    first.release();
    expect(await on.system.locks.acquire(request(on.path('locks'), 'b'))).toMatchObject({ name: 'run' });
  });

  it('does nothing at a second release, not even to the next holder', async () => {
    const first = await on.system.locks.acquire(request(on.path('locks'), 'a'));
    first.release();
    await on.system.locks.acquire(request(on.path('locks'), 'b'));
    first.release();
    await expect(on.system.locks.acquire(request(on.path('locks'), 'c'))).rejects.toEqual(holding('b'));
  });

  it('gives a lock that was released and forgotten to the next, and is then held by that one', async () => {
    const first = await on.system.locks.acquire(request(on.path('locks'), 'a'));
    first.release({ forget: true });
    await on.system.locks.acquire(request(on.path('locks'), 'b'));
    first.release({ forget: true });
    await expect(on.system.locks.acquire(request(on.path('locks'), 'c'))).rejects.toEqual(holding('b'));
  });

  it('gives a lock at once to one that cannot wait, and nothing while it is held', async () => {
    const asked = { folder: on.path('locks'), name: 'run', purpose: 'a' };
    const first = on.system.locks.tryAcquire(asked);
    expect([first?.name, on.system.locks.tryAcquire(asked)]).toEqual(['run', undefined]);
    await expect(on.system.locks.acquire(request(on.path('locks'), 'b'))).rejects.toEqual(holding('a'));
    first?.release();
    expect(on.system.locks.tryAcquire(asked)?.name).toBe('run');
  });

  it('keeps locks of other names and folders apart', async () => {
    await on.system.locks.acquire(request(on.path('locks'), 'a'));
    const others = [{ ...request(on.path('locks'), 'b'), name: 'other' }, request(on.path('elsewhere'), 'c')];
    expect(await Promise.all(others.map((other) => on.system.locks.acquire(other)))).toHaveLength(2);
  });
});

describe.each(subjects.filter(({ traits }) => traits.locks === 'kernel'))(
  'kernel locks of the $name System',
  (subject) => {
    const on = useSubject(subject);
    const children: ChildProcess[] = [];
    const file = (): string => on.path('locks', 'run.lock');

    /** Another process that holds the lock file, until it is killed. */
    const holdElsewhere = async (): Promise<ChildProcess> => {
      const script = `
      const lock = require(${JSON.stringify(require.resolve('fs-native-extensions'))});
      const fd = require('node:fs').openSync(process.argv[1], 'a+');
      console.log(lock.tryLock(fd));
      setInterval(() => undefined, 60_000);`;
      const child = spawn(process.execPath, ['-e', script, file()], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const [answer] = (await once(child.stdout, 'data')) as [Buffer];
      expect(answer.toString()).toBe('true\n');
      return child;
    };

    afterEach(() => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
    });

    it('makes the folder and the file for the user alone', async () => {
      await on.system.locks.acquire(request(on.path('locks'), 'a'));
      expect(statSync(on.path('locks')).mode & 0o777).toBe(0o700);
      expect(statSync(file()).mode & 0o777).toBe(0o600);
    });

    it('keeps the lock file at a plain release', async () => {
      const held = await on.system.locks.acquire(request(on.path('locks'), 'a'));
      const { ino } = statSync(file());
      held.release();
      (await on.system.locks.acquire(request(on.path('locks'), 'b'))).release();
      expect(statSync(file()).ino).toBe(ino);
    });

    it('waits for the holder as long as it is told', async () => {
      const first = await on.system.locks.acquire(request(on.path('locks'), 'a'));
      const second = on.system.locks.acquire({ ...request(on.path('locks'), 'b'), waitMs: 50_000 });
      first.release();
      expect(await second).toMatchObject({ name: 'run' });
    });

    it('names the holder when the wait is over', async () => {
      await on.system.locks.acquire(request(on.path('locks'), 'a'));
      const second = on.system.locks.acquire({ ...request(on.path('locks'), 'b'), waitMs: 60 });
      await expect(second).rejects.toEqual(holding(`process ${process.pid} (a)`));
    });

    it('stops waiting when the caller aborts', async () => {
      const stop = new AbortController();
      await on.system.locks.acquire(request(on.path('locks'), 'a'));
      const second = on.system.locks.acquire({
        ...request(on.path('locks'), 'b'),
        waitMs: 50_000,
        signal: stop.signal,
      });
      stop.abort();
      await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('is refused while another process holds the lock', async () => {
      on.system.files.makeFolder(on.path('locks'));
      await holdElsewhere();
      const mine = on.system.locks.acquire(request(on.path('locks'), 'mine'));
      await expect(mine).rejects.toEqual(holding('another process'));
    });

    it('has the lock as soon as its holder was killed', async () => {
      on.system.files.makeFolder(on.path('locks'));
      const child = await holdElsewhere();
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await on.system.locks.acquire(request(on.path('locks'), 'mine'))).toMatchObject({ name: 'run' });
    });

    it('keeps another process from the lock', async () => {
      await on.system.locks.acquire(request(on.path('locks'), 'mine'));
      await expect(holdElsewhere()).rejects.toMatchObject({ matcherResult: { actual: 'false\n' } });
    });

    it('answers a folder that is a file with a fault', async () => {
      on.system.files.write(on.path('locks'), 'one');
      const mine = on.system.locks.acquire(request(on.path('locks'), 'mine'));
      await expect(mine).rejects.toMatchObject({ name: 'StackError', exit: 506 });
    });
  },
);

describe.each(subjects.filter(({ traits }) => traits.locks === 'none'))('no locks of the $name System', (subject) => {
  const on = useSubject(subject);

  it('gives every lock at once and makes no file', async () => {
    const held = [
      await on.system.locks.acquire(request(on.path('locks'), 'a')),
      await on.system.locks.acquire(request(on.path('locks'), 'b')),
      on.system.locks.tryAcquire(request(on.path('locks'), 'c')),
    ];
    for (const lock of held) lock?.release();
    expect(held).not.toContain(undefined);
    expect(statSync(join(on.path('locks')), { throwIfNoEntry: false })).toBeUndefined();
  });
});
