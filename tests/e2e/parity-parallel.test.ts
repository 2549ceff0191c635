import { existsSync, readFileSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { echo, installApi, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  ownTasks(sandbox, {
    'quick.js': echo('Quick'),
    'bad.js': "{ name: 'Bad', summary: 's', run: () => { throw new Error('no luck'); } }",
    // Ends when another build has left its mark: only builds that run at the same time can do that for each other.
    'meet.js': `{ name: 'Meet', summary: 's', options: { me: { type: 'string', describe: 'd' }, you: { type: 'string', describe: 'd' } },
      run: async ({ options, system, paths, signal }) => {
        system.files.write(paths.home + '/' + options.me, '');
        while (system.files.stat(paths.home + '/' + options.you) === undefined && !signal.aborted) await new Promise((ok) => setTimeout(ok, 20));
        return options.me + ' met ' + options.you;
      } }`,
    'sleepy.js': "{ name: 'Sleepy', summary: 's', run: () => new Promise((ok) => setTimeout(ok, 60000)) }",
    'drift.js': `const { partial } = require('clistack'); module.exports = { name: 'Drift', summary: 's', run: () => partial(203, 'drift') };`,
    'change.js':
      "{ name: 'Change', summary: 's', mutates: true, changes: 'a file', rest: { usage: '[word...]', describe: 'd' }, run: ({ system, paths }) => system.files.write(paths.home + '/changed', '') }",
  });
});
afterEach(() => {
  sandbox.dispose();
});

interface Built { readonly line: string; readonly status: number; readonly state: string; readonly log: string; readonly duration_ms: number } // prettier-ignore

/** The builds in the answer, or in the data of the error. */
async function builds(
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly builds: readonly Built[] }> {
  const {
    data,
    error,
    exit_code: status,
  } = documentOf(await sandbox.run('clistack', ['Build.Parallel', ...args, '--json']));
  const holder = (data ?? (error as { readonly data: unknown }).data) as { readonly builds: readonly Built[] };
  return { status, builds: holder.builds };
}

it('21: Build.Parallel runs lines at the same time and shows their output in the order of the list', async () => {
  const { stdout, status } = await sandbox.run('clistack', [
    'Build.Parallel',
    'Meet --me a --you b',
    'Quick',
    "Meet --me b --you 'a'",
  ]);
  expect(status).toBe(0);
  const heads = [...stdout.matchAll(/^== (.*): done, status 0$/gm)].map(([, line]) => line);
  expect(heads).toEqual(['Meet --me a --you b', 'Quick', 'Meet --me b --you a']);
  expect(stdout).toMatch(/a met b[\s\S]*Quick ran[\s\S]*b met a/);
});

it('21: no more than the maximum run at once, each has a log, and the worst status is that of the run', async () => {
  const one = await builds('Drift', 'Quick', '--maximum', '1', '--logs', 'logs');
  expect(one).toMatchObject({ status: 203, builds: [{ status: 203, state: 'done' }, { status: 0 }] });
  expect(readFileSync(sandbox.path('logs', '2.log'), 'utf8')).toMatch(
    /^clistack Quick\n\nok {7}Quick .*\n"Quick ran"\n\nstatus 0 after \d+ ms\n$/,
  );
  const alone = await builds('Meet --me a --you b', 'Meet --me b --you a', '--maximum', '1', '--each', '1s');
  expect(alone.status).toBe(508);
  expect(alone.builds.map(({ status }) => status)).toEqual([508, 0]);
  const failed = await builds('Quick', 'Bad', 'Nobody');
  expect(failed).toMatchObject({
    status: 500,
    builds: [{ status: 0 }, { status: 500, state: 'failed' }, { status: 501 }],
  });
  expect(readFileSync(failed.builds[1]?.log ?? '', 'utf8')).toContain('no luck');
});

it('21: what ended a build in the middle is named, a time limit as a signal', async () => {
  ownTasks(sandbox, {
    'sleepy.js': "{ name: 'Sleepy', summary: 's', run: () => new Promise((ok) => setTimeout(ok, 60000)) }",
    'kill.js': "{ name: 'Kill', summary: 's', run: () => process.kill(process.pid, 'SIGKILL') }",
  });
  const late = await sandbox.run('clistack', ['Build.Parallel', 'Sleepy', '--each', '1s']);
  expect(late.stdout).toContain('== Sleepy: failed, status 508: took longer than 1000 ms (--each)\n');
  expect(late.stderr).toContain("'Sleepy' (508: took longer than 1000 ms)");
  const killed = await sandbox.run('clistack', ['Build.Parallel', 'Kill']);
  expect(killed.stdout).toContain('== Kill: failed, status 500: ended by SIGKILL\n');
  expect(killed.stderr).toContain("'Kill' (500: ended by SIGKILL)");
  const { builds: told } = await builds('Kill');
  expect(told).toMatchObject([{ reason: 'ended by SIGKILL' }]);
  expect(readFileSync(String(told[0]?.log), 'utf8')).toMatch(/status 500 after \d+ ms: ended by SIGKILL\n$/);
});

it('21: with --failHard the first failure ends the others, --timeout ends all', async () => {
  const hard = await builds('Sleepy', 'Bad', 'Quick', '--failHard', '--maximum', '2');
  expect(hard).toMatchObject({
    status: 500,
    builds: [{ state: 'stopped' }, { state: 'failed' }, { state: 'stopped' }],
  });
  expect(hard.builds[0]?.duration_ms).toBeLessThan(30_000);
  const late = documentOf(await sandbox.run('clistack', ['Build.Parallel', 'Sleepy', '--timeout', '1s', '--json']));
  expect(late).toMatchObject({ exit_code: 508, error: { code: 'RUN016' } });
});

it('21: builds share the config of the run and its dry run', async () => {
  sandbox.write('other.json', JSON.stringify({ taskFolders: ['~/mine'], logs: { level: 'warn' } }));
  sandbox.config({});
  const { status } = await builds('Change', '--configFile', 'other.json', '--dry-run');
  expect({ status, changed: existsSync(sandbox.path('changed')) }).toEqual({ status: 0, changed: false });
  await builds('Change', '--configFile', 'other.json');
  expect(existsSync(sandbox.path('changed'))).toBe(true);
});

it('21: a dry run is one for every line, whatever it says itself', async () => {
  const { status, builds: told } = await builds('Change --dry-run=false', 'Change --dryRun=false -- x', '--dry-run');
  expect({ status, each: told.map(({ status }) => status) }).toEqual({ status: 0, each: [0, 0] });
  expect(existsSync(sandbox.path('changed'))).toBe(false);
});

it('21: a line with a quote that is not closed is refused, and none is run', async () => {
  const refused = documentOf(await sandbox.run('clistack', ['Build.Parallel', 'Change', `Quick --text 5"`, '--json']));
  expect(refused).toMatchObject({
    exit_code: 501,
    error: { code: 'RUN068', message: 'line 2 opens a quote with " and does not close it' },
  });
  expect(existsSync(sandbox.path('changed'))).toBe(false);
});

it('21: a build that is refused has its log, also where no run has left a record', async () => {
  const {
    builds: [refused],
  } = await builds('Nobody');
  expect(readFileSync(String(refused?.log), 'utf8')).toContain('RUN001');
});

it('21: runParallel does the same for task files', async () => {
  ownTasks(sandbox, {
    'quick.js': echo('Quick'),
    'all.js': `const { runParallel } = require('clistack');
module.exports = { name: 'All', summary: 's', run: async (ctx) => {
  const seen = [];
  const { status } = await runParallel(ctx, [{ line: ['Quick'] }, { line: ['Nobody'] }], { onOutput: ({ line }) => seen.push(line[0]) });
  return { status, seen };
} };`,
  });
  expect(documentOf(await sandbox.run('clistack', ['All', '--json']))).toMatchObject({
    data: { status: 501, seen: ['Quick', 'Nobody'] },
  });
});

it.each(['NaN', '0', '1.5', "'many'"])('a maximum of %s is refused, for it would run nothing', async (maximum) => {
  ownTasks(sandbox, {
    'quick.js': echo('Quick'),
    'all.js': `const { runParallel } = require('clistack');
module.exports = { name: 'All', summary: 's', run: (ctx) => runParallel(ctx, [{ line: ['Quick'] }], { maximum: ${maximum} }) };`,
  });
  expect(documentOf(await sandbox.run('clistack', ['All', '--json']))).toMatchObject({
    exit_code: 500,
    error: { message: expect.stringContaining('maximum is a whole number from 1 on') as unknown },
  });
});

it('a build whose log cannot be written stops the others, and all have ended when the task has', async () => {
  sandbox.write('in-the-way', '');
  ownTasks(sandbox, {
    'quick.js': echo('Quick'),
    'sleepy.js': "{ name: 'Sleepy', summary: 's', run: () => new Promise((ok) => setTimeout(ok, 60000)) }",
    'all.js': `const { runParallel } = require('clistack');
module.exports = { name: 'All', summary: 's', run: async (ctx) => {
  let ended = 0;
  const run = (...args) => ctx.system.processes.run(...args).finally(() => { ended += 1; });
  const counting = Object.create(ctx, { system: { value: { ...ctx.system, processes: { run } } } });
  const builds = [{ line: ['Sleepy'] }, { line: ['Quick'], log: ctx.paths.home + '/in-the-way/log' }, { line: ['Quick'] }];
  try { await runParallel(counting, builds, { maximum: 2 }); } catch (error) { return { ended, code: error.code }; }
} };`,
  });
  const { data } = documentOf(await sandbox.run('clistack', ['All', '--json']));
  expect(data).toEqual({ ended: 2, code: expect.stringMatching(/^SYS/) as unknown });
});
