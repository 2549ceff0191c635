import { existsSync, mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { createSandbox, documentOf, type RunOptions, type Sandbox } from '../support/sandbox';
import { installApi, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

/** The document of a task with this body; `c` is the public API, `ctx` the context. */
async function body(code: string, args: readonly string[] = [], options: RunOptions = {}): Promise<unknown> {
  ownTasks(sandbox, {
    'x.js': `const c = require('clistack');
module.exports = { name: 'X', summary: 's', mutates: true, changes: 'what it is told to',
  options: { level: { type: 'integer', describe: 'd' } },
  run: async (ctx) => { ${code} } };`,
  });
  return documentOf(await sandbox.run('clistack', ['X', ...args, '--json'], options));
}
const failed = (code: string, exit: number, message: unknown): unknown =>
  expect.objectContaining({ exit_code: exit, error: expect.objectContaining({ code, message }) as unknown }) as unknown;

it('25: exec runs a program and fails the task with its status', async () => {
  expect(await body("return (await c.exec(ctx, 'printf', ['a b'])).stdout")).toMatchObject({ data: 'a b' });
  expect(await body("await c.exec(ctx, 'sh', ['-c', 'exit 3'])")).toMatchObject({
    exit_code: 506,
    error: { data: { exitCode: 3 } },
  });
  expect(await body("return (await c.exec(ctx, 'sh', ['-c', 'exit 3'], { accept: [0, 3] })).status")).toMatchObject({
    data: 3,
  });
  expect(await body("await c.exec(ctx, 'no-such-program')")).toMatchObject({ exit_code: 503 });
});

it('25: use answers where a program is, or fails the task', async () => {
  expect(await body("return c.use(ctx, 'sh')")).toMatchObject({ data: expect.stringMatching(/\/sh$/) as unknown });
  expect(await body("c.use(ctx, 'no-such-program')")).toMatchObject({ exit_code: 503 });
});

it('25: assert and equals fail the task with what does not hold', async () => {
  expect(await body("c.assert(1 < 2); c.equals({ a: [1] }, { a: [1] }); return 'fine'")).toMatchObject({
    data: 'fine',
  });
  expect(await body("c.assert('', 'the list is empty')")).toEqual(failed('RUN052', 500, 'the list is empty'));
  for (const none of ['NaN', '0n', '-0', 'null', 'undefined', 'false'])
    expect(await body(`c.assert(${none}, 'not there')`)).toEqual(failed('RUN052', 500, 'not there'));
  expect(await body("c.equals({ a: 1 }, { a: '1' })")).toEqual(failed('RUN053', 500, "{ a: 1 } is not { a: '1' }"));
});

it('25: property is the option, else the variable, else the default, else a failure', async () => {
  const code = "return c.property(ctx, 'level', 7)";
  expect(await body(code, ['--level', '2'], { env: { level: '3' } })).toMatchObject({ data: 2 });
  expect(await body(code, [], { env: { level: '3' } })).toMatchObject({ data: '3' });
  expect(await body(code, [], { env: { level: '' } })).toMatchObject({ data: 7 });
  expect(await body("return c.property(ctx, 'level')")).toEqual(failed('RUN054', 501, 'X needs a value for level'));
});

it('25: requires names all that is missing before the work begins', async () => {
  const code =
    "c.requires(ctx, { env: ['HOME', 'NOPE'], paths: ['mine/x.js', 'gone.txt'], properties: ['level'], tools: ['sh', 'no-such'] })";
  expect(await body(code)).toEqual(
    failed('RUN055', 503, 'X lacks environment variable NOPE, path gone.txt, property level, program no-such'),
  );
  const fine =
    "c.requires(ctx, { env: ['HOME'], paths: ['mine'], properties: ['level'], tools: ['sh'] }); return 'fine'";
  expect(await body(fine, ['--level', '1'])).toMatchObject({ data: 'fine' });
});

it('25: remove takes away what a build has made, never more, and shows it in a dry run', async () => {
  for (const path of ['out/a.js', 'out/deep/b.js', 'c.log', 'd.log', 'keep.txt', 'far/away.txt'])
    sandbox.write(path, 'x');
  symlinkSync(sandbox.path('far'), sandbox.path('near'));
  const home = realpathSync(sandbox.home);
  const code = "return c.remove(ctx, 'out', '*.log', 'near', 'gone')";
  expect(await body(code, ['--dry-run'])).toMatchObject({ tasks: [{ steps: [{}, {}, {}, {}] }] });
  expect(existsSync(sandbox.path('out', 'a.js'))).toBe(true);
  expect(await body(code)).toMatchObject({ data: ['c.log', 'd.log', 'near', 'out'].map((name) => `${home}/${name}`) });
  expect(['out', 'c.log', 'near', 'keep.txt', 'far/away.txt'].map((name) => existsSync(sandbox.path(name)))).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
  await sandbox.run('clistack', ['Undo.Run', '--yes']);
  expect(existsSync(sandbox.path('c.log'))).toBe(true);
});

it('25: remove refuses the build root and everything outside it, and removes nothing then', async () => {
  mkdirSync(sandbox.path('project'), { recursive: true });
  sandbox.write('project/a.log', '');
  sandbox.write('far/away.txt', '');
  symlinkSync(sandbox.path('far'), sandbox.path('project', 'near'));
  const cwd = sandbox.path('project');
  for (const pattern of ['.', '', '..', '../*', '/tmp/x', 'near/away.txt', '../far']) {
    const document = await body(`c.remove(ctx, 'a.log', ${JSON.stringify(pattern)})`, [], { cwd });
    expect(document).toEqual(failed('RUN056', 501, expect.anything()));
  }
  expect(existsSync(sandbox.path('project', 'a.log'))).toBe(true);
});

it('25: print speaks on stderr and in the log, confirm asks or needs --yes', async () => {
  ownTasks(sandbox, {
    'x.js':
      "const c = require('clistack'); module.exports = { name: 'X', summary: 's', run: async (ctx) => { c.print(ctx, 'hello'); await c.confirm(ctx, 'go on?'); return 'done'; } };",
  });
  const refused = await sandbox.run('clistack', ['X']);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toContain('  hello\n');
  expect(refused.stderr).toContain('error RUN014: not confirmed: go on?');
  expect((await sandbox.run('clistack', ['X', '--yes'])).stdout).toBe('"done"\n');
});
