import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRealSystem } from '../../../../lib/system/real';
import { asUser } from '../../../support/as-user';
import { itUnless, whyNotRoot } from '../../../support/only-where';

const { isAlive } = createRealSystem().processes;

async function startAs(uid: number): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  const child = spawn('cat', [], { uid, gid: uid, stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('it was not started');
  return { child, pid: child.pid };
}

// It takes root to start something as another user.
itUnless(whyNotRoot, 'a process of another user lives, and is gone when it has ended', async () => {
  const { child, pid } = await startAs(12345);
  const seen: boolean[] = [];
  const look = (): void => {
    asUser(65534, [], () => seen.push(isAlive(pid)));
  };
  look();
  child.kill();
  await once(child, 'close');
  look();
  expect(seen).toEqual([true, false]);
});
