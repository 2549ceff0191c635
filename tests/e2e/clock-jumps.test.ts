import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';

/** libfaketime moves the wall clock of one process; the machine's uptime stays what it is. */
const library = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib']
  .map((folder) => `${folder}/faketime/libfaketime.so.1`)
  .find((path) => existsSync(path));
if (library === undefined) process.stderr.write('warning: libfaketime is not here, no clock is moved\n');
const withClock = library !== undefined || process.env['CI'] === 'true' ? it : it.skip;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ quarantine: { ttlDays: { cache: 7, config: 7 } } });
  for (const name of ['one', 'two']) sandbox.write(`src/${name}/.ruff_cache/f`, name);
});
afterEach(() => {
  sandbox.dispose();
});

/** Types a line while the clock is so many days off. */
const typed = (days: number, ...line: readonly string[]): Promise<RunResult> => {
  const sign = days < 0 ? '-' : '+';
  const env = { LD_PRELOAD: library ?? '', FAKETIME: `${sign}${Math.abs(days)}d`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  return sandbox.run('clistack', line, { env });
};

withClock('the clock really moves', async () => {
  await typed(8, 'Enforce.Once');
  const [name = ''] = readdirSync(`${sandbox.state}/journal`);
  const day = (offset: number): string =>
    new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  expect([day(8), day(7.99)]).toContain(name.slice(0, 8));
});

withClock.each([
  [0, 8],
  [0, -8],
  [-8, 8],
  [8, -8],
])('a purge takes nothing when the clock jumps from %d to %d days off', async (before, after) => {
  await typed(before, 'Enforce.Once');
  for (let look = 0; look < 2; look += 1) {
    const purge = documentOf(await typed(after, 'Quarantine.Purge', '--json'));
    expect(purge).toMatchObject({ exit_code: 0, data: { removed: [], kept: 2 } });
  }
});

withClock.each([8, -8])('a run can be undone when the clock is %d days off since', async (days) => {
  const start = sandbox.tree();
  await typed(0, 'Enforce.Once');
  const undo = await typed(days, 'Undo.Run');
  expect(undo.status).toBe(0);
  expect(changedPaths(start, sandbox.tree()).filter((path) => !/^\.local(\/state)?$/.test(path))).toEqual([]);
});

withClock('runs are undone in the order in which they were made, whatever the clock said', async () => {
  await typed(8, 'Enforce.Once');
  sandbox.write('src/three/.ruff_cache/f', 'three');
  await typed(-8, 'Enforce.Once');
  await typed(0, 'Undo.Run');
  expect(sandbox.read('src/three/.ruff_cache/f')).toBe('three');
  expect(existsSync(sandbox.path('src/three/.ruff_cache/f'))).toBe(true);
  await typed(0, 'Undo.Run');
  expect(sandbox.read('src/one/.ruff_cache/f')).toBe('one');
});

withClock.each([8, -8])('journals stay when the clock jumps by %d days between changing runs', async (days) => {
  await typed(0, 'Enforce.Once');
  for (const name of ['three', 'four']) {
    sandbox.write(`src/${name}/.ruff_cache/f`, name);
    await typed(days, 'Enforce.Once');
  }
  expect(readdirSync(`${sandbox.state}/journal`)).toHaveLength(3);
});

withClock.each([8, -8])(
  'a checkpoint is there to be gone on with when the clock is %d days off since',
  async (days) => {
    sandbox.config({ quarantine: { ttlDays: { cache: 7, config: 7 } }, taskFolders: [sandbox.path('tasks')] });
    const flag = JSON.stringify(sandbox.path('broken'));
    sandbox.write(
      'tasks/own/one.js',
      `module.exports = { name: 'Own.One', summary: 'x', run: () => { if (require('fs').existsSync(${flag})) throw new Error('broken'); } };\n`,
    );
    sandbox.write('broken', '');
    await typed(0, 'Own.One', '--checkpoint');
    // Each one looks at those that are there, and the newest is the one that is gone on with.
    await typed(days, 'Own.One', '--checkpoint');
    await typed(days, 'Own.One', '--checkpoint');
    expect(readdirSync(`${sandbox.state}/checkpoints`).filter((name) => name.endsWith('.jsonl'))).toHaveLength(3);
    rmSync(sandbox.path('broken'));
    const runs = readdirSync(`${sandbox.state}/checkpoints`).length;
    const resumed = await typed(0, 'Own.One', '--resume', '--json');
    expect(resumed.status).toBe(0);
    expect(readdirSync(`${sandbox.state}/checkpoints`)).toHaveLength(runs - 1);
  },
);
