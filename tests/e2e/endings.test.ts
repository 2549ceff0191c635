import { existsSync, readFileSync } from 'node:fs';
import { createSandbox, documentOf, doors, fixtureTasks, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks] });
});
afterEach(() => {
  sandbox.dispose();
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that ended and was not yet collected by its parent still answers.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe.each(doors)('through %s', (door) => {
  it.each([
    ['Fixture.Hang', 509, 'RUN009'],
    ['Fixture.Exit', 509, 'RUN010'],
    ['Fixture.Callback', 500, 'RUN500'],
  ] as const)('%s is never green: %s', async (task, exit, code) => {
    const result = await sandbox.run(door, [task, '--json']);
    expect(result.status).toBe(exit % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
  });

  it.each([
    ['SIGINT', 130, 'RUN011'],
    ['SIGTERM', 143, 'RUN012'],
    ['SIGHUP', 143, 'RUN012'],
  ] as const)('%s ends the whole tree of children, and the run with its own status', async (signal, exit, code) => {
    let sent = false;
    const started = { at: 0 };
    const result = await sandbox.run(door, ['Fixture.Children', '--json'], {
      onStderr: (text, child) => {
        if (sent || !text.includes('ready')) return;
        sent = true;
        started.at = Date.now();
        child.kill(signal);
      },
    });
    expect(Date.now() - started.at).toBeLessThan(2000);
    expect(result.status).toBe(exit);
    expect(documentOf(result)).toMatchObject({ exit_code: exit, error: { code } });
    for (const name of ['child', 'grandchild']) expect(isAlive(Number(sandbox.read(name)))).toBe(false);
  });
});

it('keeps the log lines of a task that ends the process', async () => {
  await sandbox.run('clistack', ['Fixture.Exit']);
  const day = new Date().toISOString().slice(0, 10);
  const lines = sandbox
    .read(`.local/state/clistack/reports/logs/${day}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ event, task }) => [event, task])).toEqual([
    ['started', 'Fixture.Exit'],
    ['finished', 'Fixture.Exit'],
  ]);
  expect(lines[1]).toMatchObject({ level: 'error', error: { code: 'RUN010' } });
  expect(Object.keys(lines[0] ?? {}).slice(0, 8)).toEqual([
    'ts',
    'task',
    'level',
    'msg',
    'elapsed_ms',
    'host',
    'username',
    'corr_id',
  ]);
});

it('does not call an answer that nobody could read a success', async () => {
  const result = await sandbox.run('clistack', ['Tasks'], { wrap: ['bash', '-c', '"$@" >/dev/full', '-'] });
  expect(result.status).not.toBe(0);
});

it('lets one changing run at a time, names the holder, and waits when asked', async () => {
  let second: ReturnType<Sandbox['run']> | undefined;
  let third: ReturnType<Sandbox['run']> | undefined;
  const first = sandbox.run('clistack', ['Fixture.SlowLock'], {
    onStderr: (text) => {
      if (second !== undefined || !text.includes('holding')) return;
      second = sandbox.run('clistack', ['CentralizeApply', '--json']).finally(() => {
        third = sandbox.run('clistack', ['CentralizeApply', '--wait', '30s', '--json']);
        sandbox.write('go', '');
      });
    },
  });
  await first;
  expect(documentOf(await (second ?? first))).toMatchObject({
    exit_code: 507,
    error: { code: 'SYS020', message: expect.stringContaining('Fixture.SlowLock') },
  });
  expect(documentOf(await (third ?? first))).toMatchObject({ exit_code: 0 });
  expect(existsSync(sandbox.central)).toBe(true);
});
