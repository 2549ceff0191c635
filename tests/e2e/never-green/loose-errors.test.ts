import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const wait = 'return new Promise((done) => setTimeout(done, 2000));';
const cases: readonly [title: string, body: string, message: string][] = [
  ['a rejection', `() => { Promise.reject(new Error('loose')); ${wait} }`, 'loose'],
  ['an error of a timer', `() => { setTimeout(() => { throw new Error('late'); }, 20); ${wait} }`, 'late'],
  ['an error event', `() => { setTimeout(() => new (require('events'))().emit('error', new Error('told')), 20); ${wait} }`, 'told'],
  ['a program that is not there', `() => { require('child_process').spawn('/no/such'); ${wait} }`, 'spawn /no/such ENOENT'],
]; // prettier-ignore

describe.each(doors)('through %s', (door) => {
  it.each(cases)('%s that nobody caught is told in its own words', async (_, body, message) => {
    sandbox.write('tasks/own/case.js', task('Own.Case', body));
    const result = await sandbox.run(door, ['Own.Case', '--json']);
    expect(result.status).toBe(500 % 256);
    expect(documentOf(result)).toMatchObject({
      exit_code: 500,
      error: { code: 'RUN500', message: `Own.Case: ${message}` },
    });
  });
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
