import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { listProcesses } from '../../../../lib/system/real/darwin/list-processes';
import { isAtWork, readProcesses } from '../../../../lib/system/real/process-table';

const childOf = async (): Promise<{ readonly pid: number; readonly end: () => Promise<unknown> }> => {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  return {
    pid: child.pid ?? 0,
    end: () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      return ended;
    },
  };
};

it('a child is listed below this process, in its group', async () => {
  const { pid, end } = await childOf();
  const row = readProcesses().get(pid);
  expect(row).toMatchObject({ pid, parent: process.pid, group: pid, isOver: false });
  const start = row?.start ?? '';
  expect(isAtWork(pid, start)).toBe(true);
  await end();
  expect(isAtWork(pid, start)).toBe(false);
});

// As the next one that gets its id.
it('a process with the same id that began at another time is another one', async () => {
  const { pid, end } = await childOf();
  expect(isAtWork(pid, '1')).toBe(process.platform !== 'linux');
  await end();
});

it('ps tells the same', async () => {
  const { pid, end } = await childOf();
  const one = listProcesses().find((row) => row.pid === pid);
  expect(one).toMatchObject({ parent: process.pid, group: pid, isOver: false });
  expect(one?.start).toMatch(/^\w{3} \w{3} +\d+ \d\d:\d\d:\d\d \d{4}$/);
  await end();
});
