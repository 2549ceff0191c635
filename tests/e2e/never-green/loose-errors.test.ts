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
