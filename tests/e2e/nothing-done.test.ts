import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { toldBy } from '../support/told';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const task = (fields: string): string => `{ name: 'Own', summary: 's', ${fields} }`;

/** What somebody wrote to be done or checked, of which nothing would run. */
const bodies: readonly [title: string, text: string, code: string][] = [
  ['a generator for `done`', task("run: () => 1, done: function* () { throw new Error('x'); }"), 'RUN059'],
  ['a generator for `if`', task("run: () => 1, if: function* () { throw new Error('x'); }"), 'RUN059'],
  ['an asynchronous generator for `done`', task("run: () => 1, done: async function* () { throw new Error('x'); }"), 'RUN059'],
  ['an assertion of a promise', `const { assert } = require('clistack');\nmodule.exports = ${task("run: () => { assert((async () => false)(), 'no'); }")};`, 'RUN052'],
  ['an assertion of a function', `const { assert } = require('clistack');\nmodule.exports = ${task("run: () => { assert(() => false, 'no'); }")};`, 'RUN052'],
  ['two promises that are equal', `const { equals } = require('clistack');\nmodule.exports = ${task('run: () => { equals(Promise.resolve(1), Promise.resolve(2)); }')};`, 'RUN053'],
  ['a build that is not there', `const { runParallel } = require('clistack');\nmodule.exports = ${task("run: (context) => runParallel(context, [{ line: ['Tasks'] }, undefined, { line: ['No.Such'] }])")};`, 'RUN500'],
  ['a hole among the builds', `const { runParallel } = require('clistack');\nmodule.exports = ${task("run: (context) => runParallel(context, [, { line: ['No.Such'] }])")};`, 'RUN500'],
  ['an error where none can be given a name', task("run: () => { Object.freeze(Error.prototype); throw new Error('bad'); }"), 'RUN500'],
]; // prettier-ignore

it.each(bodies)('is no success: %s', async (_, text, code) => {
  installApi(sandbox);
  ownTasks(sandbox, { 'own.js': text });
  expect(await toldBy(sandbox, 'Own')).toMatchObject({ code });
});

it.each(['enterBuild', 'exitBuild', 'enterTask', 'exitTask', 'enterJob', 'exitJob'])(
  'is no success: a generator for the hook %s',
  async (hook) => {
    ownTasks(sandbox, { 'hooks.js': `{ ${hook}: function* () { throw new Error('x'); } }`, 'own.js': task('run: () => 1') });
    expect(await toldBy(sandbox, 'Own')).toMatchObject({ code: 'RUN059' });
  },
); // prettier-ignore

it.each(['', '   '])('Build.Parallel refuses a line without a word: %j', async (line) => {
  expect(await toldBy(sandbox, 'Build.Parallel', 'Tasks', line)).toMatchObject({ exit_code: 501, code: 'RUN071' });
});

it('ends with its status where process.exit does nothing', async () => {
  ownTasks(sandbox, { 'own.js': task('run: () => { process.exit = () => undefined; return new Promise(() => undefined); }') });
  const { status, stderr } = await sandbox.run('clistack', ['Own']);
  expect(status).toBe(509 % 256);
  expect(stderr).toContain('error RUN009');
  expect(stderr).not.toContain('TypeError');
}); // prettier-ignore
