import { readdirSync } from 'node:fs';
import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'fetch.js': `{ name: 'Fetch', summary: 's', run: async () => { await fetch('http://127.0.0.1:6'); } }`,
    'first.js': `{ name: 'First', summary: 's', run: () => Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))]) }`,
    'frank.js': `{ name: 'Frank', summary: 's', run: (ctx) => { ctx.secret('correct horse'); throw new Error('no luck', { cause: { said: 'correct horse' } }); } }`,
    'child.js': `{ name: 'Child', summary: 's', run: async (ctx) => { ctx.secret('correct horse'); await ctx.system.processes.run('sh', ['-c', 'printf "\\\\33[31mred\\\\33[0m\\\\tcorrect horse\\\\nand more\\\\n" >&2; exit 3']); } }`,
    'wrap.js': `{ name: 'Wrap', summary: 's', run: async (ctx) => { try { await ctx.system.processes.run('sh', ['-c', 'echo no >&2; exit 3']); } catch (cause) { throw new Error('not built', { cause }); } } }`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

const logs = (): string =>
  readdirSync(sandbox.path('.local/state/clistack/reports/logs'))
    .map((name) => sandbox.read(`.local/state/clistack/reports/logs/${name}`))
    .join('');
const why = 'fetch failed: connect ECONNREFUSED 127.0.0.1:6';

it('what an error was caused by stands behind its message: on the terminal, in the document, the log and the record', async () => {
  const { stderr } = await sandbox.run('clistack', ['Fetch']);
  expect(stderr).toMatch(new RegExp(`^failed {3}Fetch: ${why} \\(`, 'm'));
  expect(stderr).toContain(`error RUN500: Fetch: ${why}\n`);
  expect(documentOf(await sandbox.run('clistack', ['Fetch', '--json']))).toMatchObject({
    error: { message: `Fetch: ${why}`, data: { error: why } },
  });
  expect(logs()).toContain(`"msg":"Fetch: ${why}"`);
  expect((await sandbox.run('clistack', ['Runs.Show', '--json'])).stdout).toContain(`Fetch: ${why}`);
  const first = await sandbox.run('clistack', ['First']);
  expect(first.stderr).toContain('error RUN500: First: All promises were rejected: one (the first of 2 errors)\n');
});

it('--debug shows the stacks of the causes as well, and without it none is shown', async () => {
  const plain = await sandbox.run('clistack', ['Fetch']);
  expect(plain.stderr).not.toMatch(/\n {4}at /);
  const { stderr } = await sandbox.run('clistack', ['Fetch', '--debug']);
  // Not every Node gives these two a stack with places in it.
  expect(stderr).toMatch(/\nTypeError: fetch failed\n(?: {4}at .*\n)*caused by Error: connect ECONNREFUSED 127\.0\.0\.1:6\n/);
  const first = await sandbox.run('clistack', ['First', '--debug']);
  expect(first.stderr).toMatch(/\ncaused by Error: one\n {4}at [^]*\nbeside Error: two\n {4}at /);
}); // prettier-ignore

it('a secret in a cause is masked', async () => {
  const { stderr } = await sandbox.run('clistack', ['Frank', '--debug']);
  expect(stderr).toContain('error RUN500: Frank: no luck: {"said":"[secret]"}\n');
  expect(`${stderr}${logs()}`).not.toContain('correct horse"}');
});

it('--debug shows what a program printed that failed, without colours and masked, and where it was called', async () => {
  const plain = await sandbox.run('clistack', ['Child']);
  expect(plain.stderr).toContain('next: run the same task with --debug, which shows what the program printed\n');
  expect(plain.stderr).not.toContain('and more');
  const { stderr } = await sandbox.run('clistack', ['Child', '--debug']);
  expect(stderr).toContain('\n  stderr:\n    red    [secret]\n    and more\n');
  expect(stderr).toMatch(/\n {4}at .*mine\/child\.js:1:\d+/);
});

it('also where the failure of the program is the cause of another', async () => {
  const { stderr } = await sandbox.run('clistack', ['Wrap', '--debug']);
  expect(stderr).toMatch(/error RUN500: Wrap: not built: \S*sh ended with status 3\n/);
  expect(stderr).toMatch(/\nError: not built\n[^]*\ncaused by StackError: \S*sh ended with status 3\n[^]*\n {2}stderr: no\n/);
}); // prettier-ignore

it('--debug shows why a line was refused before anything ran', async () => {
  sandbox.write('mine/bad.js', `throw new Error('not today', { cause: new Error('it rains') });\n`);
  const { stderr } = await sandbox.run('clistack', ['Fetch', '--debug']);
  expect(stderr).toMatch(/\ncaused by Error: not today\n[^]*\ncaused by Error: it rains\n {4}at /);
  expect((await sandbox.run('clistack', ['Fetch'])).stderr).not.toContain('caused by');
});

it('--debug shows why a health check could not look', async () => {
  installApi(sandbox);
  sandbox.config({ health: { folders: ['~/checks'] } });
  sandbox.write('checks/own.js', `module.exports = require('clistack').defineCheck({ code: 'OWN900', title: 't', run: async () => { await fetch('http://127.0.0.1:6'); } });\n`);
  const { stderr } = await sandbox.run('clistack', ['Health.Check', '--debug']);
  expect(stderr).toContain(`error HEA001: could not check OWN900: ${why}\n`);
  expect(stderr).toMatch(/\ncaused by TypeError: fetch failed\n(?: {4}at .*\n)*caused by Error: connect ECONNREFUSED 127\.0\.0\.1:6\n/);
}); // prettier-ignore
