import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

it('32: an error names file, line and column of where it was thrown, from the working folder where that is shorter, and no document holds a stack', async () => {
  ownTasks(sandbox, {
    'lib/deep.json': '{}',
    'bad.js': `{\n  name: 'Bad', summary: 's',\n  run: () => {\n    throw new Error('no luck');\n  },\n}`,
    'worse.js': `{ name: 'Worse', summary: 's', run: async () => { await null; null.x; } }`,
    'parse.js': `{ name: 'Parse', summary: 's', run: () => JSON.parse('{') }`,
  });
  const near = await sandbox.run('clistack', ['Bad']);
  expect(near.stderr).toContain('error RUN500: Bad: no luck\n  at mine/bad.js:4:11\n  next:');
  const far = await sandbox.run('clistack', ['Bad'], { cwd: '/' });
  expect(far.stderr).toContain(`\n  at ${sandbox.path('mine/bad.js')}:4:11\n`.replace('  at /', '  at '));
  const both = await sandbox.run('clistack', ['Bad', 'Worse', '--keep-going']);
  expect(both.stderr).toMatch(/at mine\/bad\.js:4:11\n.*\n {2}also Worse at mine\/worse\.js:1:\d+\n/);
  expect((await sandbox.run('clistack', ['Parse'])).stderr).toMatch(/at mine\/parse\.js:1:\d+\n/);

  const result = await sandbox.run('clistack', ['Bad', '--json']);
  const at = `${sandbox.path('mine', 'bad.js')}:4:11`;
  expect(documentOf(result)).toMatchObject({ error: { code: 'RUN500', data: { task: 'Bad', at } } });
  expect(result.stdout).not.toContain('scheduler');
});

it('the error of a run is that of the task that failed it, whatever an optional one ended with before', async () => {
  ownTasks(sandbox, {
    'f1.js': `{ name: 'F1', summary: 's', run: () => { throw new Error('optional'); } }`,
    'f2.js': `{ name: 'F2', summary: 's', run: async () => { await new Promise((go) => setTimeout(go, 50)); throw new Error('needed'); } }`,
    'all.js': `{ name: 'All', summary: 's', deps: [['F1?', 'F2']], run: () => 1 }`,
    'hooks.js': `{ exitBuild: (build, { error }) => require('fs').writeFileSync(build.paths.home + '/seen', error.message) }`,
  });
  const { stderr } = await sandbox.run('clistack', ['All']);
  expect(stderr).toContain('blocked by F2');
  expect(stderr).toContain('error RUN500: F2: needed\n');
  expect(sandbox.read('seen')).toBe('F2: needed');
  expect(documentOf(await sandbox.run('clistack', ['All', '--json']))).toMatchObject({
    error: { message: 'F2: needed' },
  });
});
