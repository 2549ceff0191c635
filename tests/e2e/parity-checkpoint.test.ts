import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  for (const [name, body, more] of [
    ['First', "note('first')", ''],
    ['Second', "note('second')", "deps: ['Own.First'],"],
    ['Third', "note('third'); stumble('third')", "deps: ['Own.Second'],"],
    ['Last', "note('last')", "deps: ['Own.First', 'Own.Third'],"],
  ] as const)
    task(name, body, more);
});
afterEach(() => {
  sandbox.dispose();
});

/** A task whose body notes that it ran; `stumble` kills the process while a file says so. */
function task(name: string, body: string, more = ''): void {
  const head = `const { appendFileSync, existsSync } = require('fs');
const note = (word) => appendFileSync(${JSON.stringify(sandbox.path('ran'))}, word + '\\n');
const stumble = (where) => { if (existsSync(${JSON.stringify(sandbox.path('stumble'))} + '-' + where)) process.kill(process.pid, 'SIGKILL'); };\n`;
  const file = `tasks/own/${name.toLowerCase()}.js`;
  sandbox.write(
    file,
    `${head}module.exports = { name: 'Own.${name}', summary: 'x', ${more} run: () => { ${body}; return '${name}'; } };\n`,
  );
}

const ran = (): readonly string[] => sandbox.read('ran').trim().split('\n');
const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', [...args, '--json']);
const checkpoints = (): readonly string[] => readdirSync(`${sandbox.state}/checkpoints`);
const locks = (): readonly string[] =>
  readdirSync(`${sandbox.state}/locks`).filter((name) => name.startsWith('checkpoint'));

async function killedInThird(): Promise<void> {
  sandbox.write('stumble-third', '');
  expect((await run('Own.Last', '--checkpoint')).signal).toBe('SIGKILL');
  writeFileSync(sandbox.path('ran'), '');
}
const calm = (): void => {
  sandbox.write('tasks/none', '');
  sandbox.write('ran', '');
};

it('20: a run that was killed goes on at the task that was at work', async () => {
  await killedInThird();
  sandbox.write('stumble-third.gone', '');
  rmSync(sandbox.path('stumble-third'));
  const document = documentOf(await run('Own.Last', '--resume'));
  expect(ran()).toEqual(['third', 'last']);
  expect(document).toMatchObject({ success: true, data: 'Last' });
  expect(document['tasks']).toMatchObject([
    { task: 'Own.First', state: 'succeeded', reason: expect.stringMatching(/^done in run [0-9a-f]{8}$/) },
    { task: 'Own.Second', reason: expect.stringMatching(/^done in run/) },
    { task: 'Own.Third', reason: null },
    { task: 'Own.Last', reason: null },
  ]);
  expect(checkpoints()).toEqual([]);
});

it.each([
  ['20: a run that was killed before it could answer gives its answer when it is gone on with', '--checkpoint'],
  ['20: the same where the checkpoint is to be kept', '--checkpoint=keep'],
])('%s', async (_, flag) => {
  const answer = sandbox.path('answer');
  const kill = ['strace', '-f', '-qq', '-o', '/dev/null', '-P', answer, '-e', 'inject=write:signal=KILL'];
  const wrap = [...kill, 'sh', '-c', `exec "$@" > ${answer}`, 'sh'];
  const { signal } = await sandbox.run('clistack', ['Own.Last', flag], { wrap });
  expect([signal, sandbox.read('answer')]).toEqual(['SIGKILL', '']);
  writeFileSync(sandbox.path('ran'), '');
  expect(documentOf(await run('Own.Last', '--resume'))).toMatchObject({ success: true, data: 'Last' });
  expect(sandbox.read('ran')).toBe('');
  expect(documentOf(await run('Own.Last', '--resume'))).toMatchObject({ error: { code: 'RUN044' } });
});

it('20: killed while a condition was asked, the task of the condition is the one it goes on at', async () => {
  task('Third', "note('third')", "deps: ['Own.Second'], if: () => { stumble('if'); return true; },");
  sandbox.write('stumble-if', '');
  expect((await run('Own.Last', '--checkpoint')).signal).toBe('SIGKILL');
  expect(ran()).toEqual(['first']);
  calm();
  rmSync(sandbox.path('stumble-if'));
  await run('Own.Last', '--resume');
  expect(ran()).toEqual(['second', 'third', 'last']);
});

it.each([
  ['its code', () => { task('Third', "note('other')", "deps: ['Own.Second'],"); }, 'task Own.Third changed'],
  ['a task that puts itself in', () => { task('Guest', '1', "before: ['Own.Third'],"); }, 'task Own.Third changed'],
  ['the config', () => { sandbox.config({ taskFolders: [sandbox.path('tasks')], health: { failOn: 'warning' } }); }, 'config health changed'],
] as const)('20: a changed build is refused with the difference: %s', async (_, change, difference) => {
  await killedInThird();
  change();
  const document = documentOf(await run('Own.Last', '--resume'));
  expect(document).toMatchObject({ exit_code: 501, error: { code: 'RUN045', message: expect.stringContaining(difference) } });
  expect(sandbox.read('ran')).toBe('');
}); // prettier-ignore

it('20: nothing to go on with is said; both flags together begin anew then', async () => {
  expect(documentOf(await run('Own.Last', '--resume'))).toMatchObject({ exit_code: 501, error: { code: 'RUN044' } });
  expect(documentOf(await run('Own.Last', '--checkpoint', '--resume'))).toMatchObject({ success: true });
});

it('20: a checkpoint goes with a good end, unless it is to be kept', async () => {
  await run('Own.Last', '--checkpoint');
  expect(checkpoints()).toEqual([]);
  await run('Own.Last', '--checkpoint=keep');
  expect(checkpoints()).toHaveLength(1);
  const [kept = ''] = checkpoints();
  for (const flag of ['--resume', `--resume=${kept.slice(0, 8)}`])
    expect(documentOf(await run('Own.Last', flag))).toMatchObject({ exit_code: 501, error: {
      code: 'RUN044', fix: 'clistack Own.Last --checkpoint',
      message: `run ${kept.slice(0, 8)} of 'Own.Last' came to a good end: there is nothing to go on with`,
    } });
  expect(checkpoints()).toEqual([kept]);
}); // prettier-ignore

it('20: no lock file is left: after a good end, a bad one, and one that was killed and gone on with', async () => {
  await run('Own.Last', '--checkpoint');
  expect(locks()).toEqual([]);
  task('Third', "throw new Error('broken')", "deps: ['Own.Second'],");
  await run('Own.Last', '--checkpoint');
  expect(locks()).toEqual([]);
  task('Third', "note('third'); stumble('third')", "deps: ['Own.Second'],");
  await killedInThird();
  expect(locks()).toHaveLength(1);
  rmSync(sandbox.path('stumble-third'));
  await run('Own.Last', '--resume');
  expect(locks()).toEqual([]);
});

it('20: a dry run and --what-if tell what the resumed run would do, and leave the checkpoint as it is', async () => {
  await killedInThird();
  rmSync(sandbox.path('stumble-third'));
  const before = sandbox.tree();
  const kept = checkpoints();
  const plan = await sandbox.run('clistack', ['Own.Last', '--resume', '--what-if']);
  expect(plan.status).toBe(0);
  expect(plan.stdout).toMatch(/^would go on with run [0-9a-f]{8}; done already: Own.First, Own.Second\n\nwould run, in this order:\n\nOwn.Third: x\n[^:]*\n\nOwn.Last: x\n/); // prettier-ignore
  const unknown = await run('Own.First', '--resume', '--what-if');
  expect(documentOf(unknown)).toMatchObject({ exit_code: 501, error: { code: 'RUN044', message: "no run of 'Own.First' can be resumed" } }); // prettier-ignore
  expect(sandbox.tree()).toEqual(before);
  expect(documentOf(await run('Own.Last', '--dry-run', '--resume'))['tasks']).toMatchObject([
    { task: 'Own.First', reason: expect.stringMatching(/^done in run/) },
    { task: 'Own.Second', reason: expect.stringMatching(/^done in run/) },
    { task: 'Own.Third', reason: null },
    { task: 'Own.Last', reason: null },
  ]);
  expect(documentOf(await run('Own.First', '--dry-run', '--resume'))).toMatchObject({ error: { code: 'RUN044' } });
  expect(checkpoints()).toEqual(kept);
  expect(documentOf(await run('Own.Last', '--resume'))).toMatchObject({ success: true });
});

it('20: hooks export what is in memory, and get it back', async () => {
  sandbox.write(
    'tasks/hooks.js',
    'globalThis.seen = []; module.exports = { exportState: () => globalThis.seen, importState: (s) => { globalThis.seen = s; } };\n',
  );
  task('Second', "globalThis.seen.push('second'); note('second')", "deps: ['Own.First'],");
  task('Last', "note(globalThis.seen.join('+'))", "deps: ['Own.First', 'Own.Third'],");
  await killedInThird();
  rmSync(sandbox.path('stumble-third'));
  await run('Own.Last', '--resume');
  expect(ran()).toEqual(['third', 'second']);
});

it('20: a checkpoint that cannot be written is a failure before anything runs', async () => {
  sandbox.write('.local/state/clistack/checkpoints', 'a file is in the way');
  sandbox.write('ran', '');
  const document = documentOf(await run('Own.Last', '--checkpoint'));
  expect(document).toMatchObject({ success: false, exit_code: 506 });
  expect(sandbox.read('ran')).toBe('');
});

it('20: who waits for a run that is gone on with by another finds it done, and does nothing twice', async () => {
  task('Third', "note('third'); stumble('third'); return new Promise((done) => setTimeout(done, 1000))", "deps: ['Own.Second'],"); // prettier-ignore
  await killedInThird();
  rmSync(sandbox.path('stumble-third'));
  const both = await Promise.all([1, 2].map(() => run('Own.Last', '--resume', '--wait', '20s')));
  expect(both.map((result) => documentOf(result).exit_code).sort()).toEqual([0, 501]);
  expect(ran()).toEqual(['third', 'last']);
});

it('20: a run that is still at work is not gone on with by a second one', async () => {
  task('Third', 'return new Promise((done) => setTimeout(done, 3000))', "deps: ['Own.Second'],");
  let second: RunResult | undefined;
  await sandbox.run('clistack', ['Own.Last', '--checkpoint', '--verbose'], {
    onStderr: (text, child) => {
      if (!/start +Own\.Third/.test(text) || second !== undefined) return;
      second = { status: null, signal: null, stdout: '', stderr: '' };
      void run('Own.Last', '--resume').then((result) => {
        second = result;
        child.kill('SIGTERM');
      });
    },
  });
  expect(documentOf(second ?? (await run('Own.Last', '--resume')))).toMatchObject({
    exit_code: 507,
    error: { message: expect.stringContaining('Own.Last --checkpoint') },
  });
});
