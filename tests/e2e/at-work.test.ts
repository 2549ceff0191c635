import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'dig.js': `{ name: 'Dig', summary: 's', mutates: true, changes: 'hole', rest: { usage: '[word...]', describe: 'd' },
      run: async ({ system, paths, log, signal, secret }) => {
        secret('told late');
        system.files.write(paths.home + '/hole', 'deep');
        log.warn('deep enough');
        while (system.files.stat(paths.home + '/go') === undefined && !signal.aborted) await new Promise((ok) => setTimeout(ok, 20));
      } }`,
  });
});
let started: { kill(signal: NodeJS.Signals): void } | undefined;
afterEach(() => {
  // Where a test failed in the middle.
  started?.kill('SIGKILL');
  sandbox.dispose();
});

const runs = (): string => join(sandbox.state, 'reports', 'runs');
const runNow = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', args);

/** What the health check says of runs that were killed. */
async function killedRuns(): Promise<number> {
  await runNow('Health.Check');
  return sandbox.read('.local/state/clistack/reports/health.json').split("the run 'Dig' of").length - 1;
}

interface Digging {
  readonly id: string;
  readonly pid: number;
  readonly child: { kill(signal: NodeJS.Signals): void };
  readonly over: Promise<RunResult>;
}

/** A run that has changed something and goes on until the file `go` is there. */
async function dig(...words: readonly string[]): Promise<Digging> {
  let child: { readonly pid: number; kill(signal: NodeJS.Signals): void } | undefined;
  let over: Promise<RunResult> | undefined;
  await new Promise<void>((resolve) => {
    over = sandbox.run('clistack', ['Dig', ...words], {
      onStart: (one) => { started = child = one; },
      onStderr: (text) => { if (text.includes('deep enough')) resolve(); },
    }); // prettier-ignore
  });
  const [mark = ''] = readdirSync(runs()).filter((name) => name.endsWith('.running'));
  if (child === undefined || over === undefined) throw new Error('it was not started');
  return { id: mark.slice(0, 8), pid: child.pid, child, over };
}

it('says of a run that is still at work that it is running, in which process and since when', async () => {
  const { id, pid, over } = await dig();
  const undo = documentOf(await runNow('Undo.List', '--json'));
  expect(undo['data']).toMatchObject({ runs: [{ state: 'running', pid, command: 'Dig', at: expect.any(String) }] });
  expect((await runNow('Undo.List')).stdout).toMatch(new RegExp(`^${id}  \\S+Z  running .*  process ${pid} .* Dig$`, 'm'));
  const listed = documentOf(await runNow('Runs.List', '--json'))['data'] as Record<string, unknown>;
  expect(listed['unended']).toMatchObject([{ state: 'running', pid, command: 'Dig' }]);
  expect((await runNow('Runs.List')).stdout).toMatch(new RegExp(`^${id}  \\S+Z  running +Dig$`, 'm'));
  const shown = documentOf(await runNow('Runs.Show', id, '--json'));
  expect(shown['data']).toMatchObject({ state: 'running', pid, command: 'Dig', since: expect.stringMatching(/^2.*Z$/) });
  expect((await runNow('Logs.Show', '--run', id, '--task', 'Other')).status).toBe(501 % 256);
  expect(await killedRuns()).toBe(0);
  sandbox.write('go', '');
  await over;
  expect(readdirSync(runs()).filter((name) => name.includes('running'))).toEqual([]);
  expect(documentOf(await runNow('Runs.Show', id, '--json'))['data']).not.toHaveProperty('state');
  expect((await runNow('Undo.List')).stdout).toMatch(/ {2}done /);
}); // prettier-ignore

it('says of a run that was killed that it was cut off', async () => {
  const { id, pid, child, over } = await dig();
  child.kill('SIGKILL');
  await over;
  expect((await runNow('Undo.List')).stdout).toMatch(new RegExp(`^${id}  \\S+Z  cut off .*  until .* Dig$`, 'm'));
  const shown = documentOf(await runNow('Runs.Show', id, '--json'));
  expect(shown['data']).toMatchObject({ state: 'cut off', pid, command: 'Dig' });
  expect(await killedRuns()).toBe(1);
});

it('lists at most as many runs as asked for, those that did not end among them, newest first', async () => {
  await runNow('Runs.List');
  for (const [n, day] of ['14', '16', '15'].entries()) {
    const run = `0000000${n}-0000-4000-8000-000000000000`;
    const mark = { run, corr_id: run, command: `Dig ${day}`, pid: 1, since: `2026-01-${day}T00:00:00Z`, boot: 'b', start: 's' }; // prettier-ignore
    sandbox.write(`.local/state/clistack/reports/runs/${run}.running`, JSON.stringify(mark));
  }
  const list = async (limit: string): Promise<readonly string[]> =>
    (await runNow('Runs.List', '--limit', limit)).stdout.trim().split('\n').map((line) => line.split(/ {2,}/).at(-1) ?? ''); // prettier-ignore
  expect(await list('2')).toEqual(['Dig 16', 'Dig 15']);
  expect(await list('4')).toEqual(['Dig 16', 'Dig 15', 'Dig 14', 'Runs.List --limit 2']);
});

it('ends a log that is followed when its run was killed, also where that was before', async () => {
  const { id, pid, child, over } = await dig();
  const follower = sandbox.run('clistack', ['Logs.Show', '--follow', '--run', id], {
    onStdout: (text) => {
      if (text.includes('deep enough')) child.kill('SIGKILL');
    },
  });
  const [live] = await Promise.all([follower, over]);
  const late = await runNow('Logs.Show', '--follow', '--run', id);
  for (const { status, stdout, stderr } of [live, late]) {
    expect(stdout.trim().split('\n').map((line) => line.split('  ').at(-1))).toEqual(['started', 'deep enough']); // prettier-ignore
    expect(stderr).toMatch(new RegExp(`error RUN064: run ${id} was cut off: its process ${pid}, at work since \\S+Z, is gone\n  next: clistack Undo.List`)); // prettier-ignore
    expect(status).toBe(509 % 256);
  }
});

it('keeps no secret of its line that a task told late', async () => {
  const { child, over } = await dig('--', 'told late');
  child.kill('SIGKILL');
  await over;
  const [mark = ''] = readdirSync(runs());
  expect(existsSync(join(runs(), mark))).toBe(true);
  expect(sandbox.read(`.local/state/clistack/reports/runs/${mark}`)).toContain("Dig -- '[secret]'");
});
