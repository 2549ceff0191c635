import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const warning = (name: string, body: string): string =>
  `{ name: '${name}', summary: 's', run: ({ log }) => { ${body} } }`;

it('27: warnings are counted and repeated at the end, and stand in the document', async () => {
  ownTasks(sandbox, {
    'a.js': warning('A', "log.warn('first'); log.info('between')"),
    'b.js': warning('B', "log.warn('second'); throw new Error('no')"),
  });
  const { stderr } = await sandbox.run('clistack', ['A', 'B']);
  expect(stderr).toContain('2 warnings:\n  A: first\n  B: second\nerror RUN500');
  expect((await sandbox.run('clistack', ['A', '--quiet'])).stderr).toBe('');

  const document = documentOf(await sandbox.run('clistack', ['A', 'B', '--json']));
  expect(document).toMatchObject({
    warnings: [
      { task: 'A', message: 'first' },
      { task: 'B', message: 'second' },
    ],
  });
  expect(documentOf(await sandbox.run('clistack', ['Config.Validate', '--json']))).toMatchObject({ warnings: [] });
});

it('27: a flood of warnings fills neither the end of the run nor the document', async () => {
  ownTasks(sandbox, { 'a.js': warning('A', "for (let i = 0; i < 700; i += 1) log.warn('w' + i)") });
  const { stderr, stdout } = await sandbox.run('clistack', ['A', '--json']);
  expect(stderr).toMatch(/700 warnings:\n(?: {2}A: w\d+\n){20} {2}and 680 more: clistack Logs\.Show --level warn\n$/);
  expect(Buffer.byteLength(stdout)).toBeLessThanOrEqual(4096);
  const { data_file: file } = documentOf({ stdout, stderr, status: 0, signal: null });
  const whole = JSON.parse(sandbox.read(String(file).slice(sandbox.home.length + 1))) as {
    readonly warnings: unknown[];
  };
  expect(whole.warnings).toHaveLength(500);
});
