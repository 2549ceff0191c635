import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

const token = "hunter2's token";
let sandbox: Sandbox;
let written: readonly string[];
beforeEach(() => {
  sandbox = createSandbox();
  written = [];
  ownTasks(sandbox, {
    'ship.js': `{ name: 'Ship', summary: 's', mutates: true, changes: 'shipped', rest: { usage: '[word...]', describe: 'd' },
      options: { token: { type: 'string', describe: 'd', secret: true } },
      run: ({ system, paths, options, log }) => {
        log.info('with ' + options.token);
        system.files.write(paths.home + '/shipped', String(options.token === ${JSON.stringify(token)}));
        const { readdirSync, readFileSync } = require('fs');
        const all = readdirSync(paths.state, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
        const texts = all.map((each) => readFileSync(each.parentPath + '/' + each.name, 'utf8'));
        require('fs').writeFileSync(paths.home + '/seen', JSON.stringify(texts));
        if (system.files.stat(paths.home + '/stumble') !== undefined) process.kill(process.pid, 'SIGKILL');
      } }`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

const ship = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', ['Ship', ...args]);

/** What lies in the state, and what lay there while the task was at work, its locks and its mark included. */
function allWritten(): readonly string[] {
  const all = readdirSync(sandbox.state, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const left = all.map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'));
  written = [...left, ...(JSON.parse(sandbox.read('seen')) as readonly string[])];
  return written;
}

it('keeps the value of a secret option nowhere, not in locks and checkpoints either', async () => {
  const { stdout, stderr, status } = await ship('--token', 'another one', '--token', token, '--checkpoint=keep', '--', token);
  expect(status).toBe(0);
  expect(sandbox.read('shipped')).toBe('true');
  expect(allWritten().filter((text) => /hunter2|another one/.test(text))).toEqual([]);
  expect(stdout + stderr).not.toContain('hunter2');
  expect(written.filter((text) => text.includes('"purpose":"Ship --token'))).toHaveLength(2);
}); // prettier-ignore

it('goes on with a run when its secret is given again, which may be another one', async () => {
  sandbox.write('stumble', '');
  expect((await ship('--token', token, '--checkpoint')).signal).toBe('SIGKILL');
  expect(allWritten().filter((text) => text.includes('hunter2'))).toEqual([]);
  rmSync(sandbox.path('stumble'));
  expect(documentOf(await ship('--resume', '--json'))).toMatchObject({
    exit_code: 501,
    error: {
      code: 'RUN065',
      message: expect.stringMatching(/^run [0-9a-f]{8} was given --token, which is secret and was not kept$/),
      fix: 'type the same line with --token again, and its value',
    },
  });
  const refused = await ship('--resume', '--token', token, '--json', '--', 'other');
  expect(documentOf(refused)).toMatchObject({ error: { code: 'RUN045' } });
  expect(refused.stdout + refused.stderr).not.toContain('hunter2');
  expect(documentOf(await ship('--resume', '--token', 'a newer one', '--json'))).toMatchObject({ success: true });
});

it('shows it neither in a plan nor in a refusal', async () => {
  const plan = await ship('--token', token, '--what-if');
  expect(plan.stdout).toContain('--token "[secret]"');
  const short = await ship('--token', 'abc');
  expect(short.stderr).toContain(
    "--token cannot be '[secret]': it takes a text, of at least 4 characters, kept secret\n",
  );
  expect(plan.stdout + plan.stderr).not.toContain('hunter2');
});

it('is hidden in a line that is run beside others as well, also where the line is refused', async () => {
  const { stdout, stderr } = await sandbox.run('clistack', [
    'Build.Parallel',
    `Ship --token "${token}" -- "${token}"`,
    `Build.Parallel 'Ship --token hunter3'`,
    'Nobody --token=hunter4 --maximum 5',
  ]);
  expect(stdout).toContain('== Ship --token [secret] -- [secret]: done, status 0');
  const logs = allWritten().filter((text) => text.startsWith('clistack Nobody'));
  expect(logs[0]).toMatch(/^clistack Nobody --token=\[secret\] --maximum 5\n/);
  expect([...written, stdout, stderr].filter((text) => /hunter[2-4]/.test(text))).toEqual([]);
});

it.each([
  ['a task', ['Ship', '--token', token, '--help']],
  ['a task, asked first', ['--help', 'Ship', '--token', token]],
  ['a task, as a document', ['Ship', '--help', '--json', `--token=${token}`]],
  ['a task that has no such option', ['Runs.List', '--token', token, '--help']],
  ['a task that is not there', ['Nobody', 'Ship', '--token', token, '--help']],
  ['a plan', ['Ship', '--token', token, '--help', '--what-if']],
  ['what runs lines', ['Build.Parallel', '--help', `Ship --token "${token}"`]],
  ['a task in a line beside others', ['Build.Parallel', `Ship --help --token "${token}"`]],
  ['a task without it in a line beside others', ['Build.Parallel', `Runs.List --help --token "${token}"`]],
])('is hidden in a line that asks for the help of %s', async (_, words) => {
  const { stdout, stderr } = await sandbox.run('clistack', words);
  sandbox.write('seen', '[]');
  expect([...allWritten(), stdout, stderr].filter((text) => text.includes('hunter2'))).toEqual([]);
  expect(written.filter((text) => text.includes('[secret]'))).not.toEqual([]);
});

it('is hidden there with what stands behind it, for that may be a part of it', async () => {
  const { stdout, stderr } = await sandbox.run('clistack', [
    'Build.Parallel',
    'Ship --token hunter2',
    'Ship --token correct horse battery tasks --maximum 5',
    'Ship --token=correct staple',
  ]);
  expect(stdout).toContain('== Ship --token [secret] [secret] [secret] tasks --maximum 5: failed');
  expect(stdout).toContain('== Ship --token=[secret] [secret]: failed');
  const all = [...allWritten(), stdout, stderr];
  expect(all.filter((text) => /correct|horse|battery|staple/.test(text))).toEqual([]);
});

it('is hidden in what a task tells of lines that it runs itself', async () => {
  installApi(sandbox);
  sandbox.write('mine/all.js', `const { runParallel } = require('clistack');
module.exports = { name: 'All', summary: 's', run: (ctx) => runParallel(ctx, [{ line: ['Ship', '--token', ${JSON.stringify(token)}] }]) };`);
  const { stdout, status } = await sandbox.run('clistack', ['All']);
  expect({ status, typed: stdout.match(/"--token",\s*"(.*)"/)?.[1] }).toEqual({ status: 0, typed: '[secret]' });
  expect(allWritten().filter((text) => text.includes('hunter2'))).toEqual([]);
}); // prettier-ignore

describe('where it is a part of what takes a change back', () => {
  const undoing = `{ name: 'Login', summary: 's', mutates: true, changes: 'c',
    options: { token: { type: 'string', describe: 'd', secret: true } },
    run: ({ system, paths, options: { token } }) => system.processes.run('/bin/sh', ['-c', 'true', token], { changes: { folder: paths.root,
      undo: { kind: 'command', argv: ['/bin/sh', '-c', 'echo "$1" > ' + paths.home + '/out', 'sh', '--password=' + token] } } }) }`;
  const unless = (texts: readonly string[]): readonly string[] => texts.filter((text) => text.includes('hunter2'));
  beforeEach(async () => {
    ownTasks(sandbox, { 'login.js': undoing });
    sandbox.write('seen', '[]');
    await sandbox.run('clistack', ['Login', '--token', 'hunter2-word']);
    // The journal of the run itself.
    expect(unless(allWritten())).toHaveLength(1);
  });

  it.each([[['--dry-run']], [['--dry-run', '--json']]])('is hidden in the plan of it, with %p', async (words) => {
    const { stdout, stderr } = await sandbox.run('clistack', ['Undo.Run', ...words]);
    expect(stdout).toContain('--password=[secret]');
    expect(unless([stdout, stderr])).toEqual([]);
  });

  it.each([[[]], [['--json']]])('is used to do so and hidden in all that is kept of it, with %p', async (words) => {
    const { stdout, stderr } = await sandbox.run('clistack', ['Undo.Run', ...words, '--debug']);
    expect(sandbox.read('out')).toBe('--password=hunter2-word\n');
    expect(unless([stdout, stderr])).toEqual([]);
    expect(unless(allWritten())).toHaveLength(1);
  });
});

it('has no default', async () => {
  const secret = "{ type: 'string', describe: 'd', secret: true, default: 'open sesame' }";
  sandbox.write('mine/open.js', `module.exports = { name: 'Open', summary: 's', options: { word: ${secret} }, run: () => 1 };`);
  const { error } = documentOf(await sandbox.run('clistack', ['Open', '--json']));
  expect(error).toMatchObject({ code: 'RUN008', message: expect.stringContaining('declares --word as secret and with a default') });
}); // prettier-ignore
