import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

function threadThat(code: string): void {
  const body = `new (require('worker_threads').Worker)(${JSON.stringify(code)}, { eval: true });`;
  sandbox.write('tasks/own/thread.js', `module.exports = { name: 'Own.Thread', summary: 'x', run: () => { ${body} } };\n`); // prettier-ignore
}

it.each(doors)('through %s a thread that throws when its task has ended is a failure of the run', async (door) => {
  threadThat("setTimeout(() => { throw new Error('in a thread'); }, 200)");
  const result = await sandbox.run(door, ['Own.Thread', '--json']);
  expect(result.status).toBe(500 % 256);
  expect(documentOf(result)).toMatchObject({ success: false, exit_code: 500, error: { code: 'RUN500' } });
  expect(result.stderr).not.toContain('after the end');
});

it('a thread that ends well is waited for', async () => {
  threadThat(`setTimeout(() => require('fs').writeFileSync(${JSON.stringify(sandbox.path('made'))}, ''), 200)`);
  const result = await sandbox.run('clistack', ['Own.Thread', '--json']);
  expect(documentOf(result).exit_code).toBe(0);
  expect(sandbox.read('made')).toBe('');
});
