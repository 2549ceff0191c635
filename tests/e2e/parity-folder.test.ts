import { mkdirSync, realpathSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  mkdirSync(sandbox.path('project', 'deep', 'down'), { recursive: true });
});
afterEach(() => {
  sandbox.dispose();
});

const where = '() => process.cwd()';

it('26: tasks begin in the build root: the folder of the config in use where the line was typed in it or below, else where it was typed', async () => {
  ownTasks(sandbox, { 'where.js': `{ name: 'Where', summary: 's', run: ${where} }` });
  const from = async (cwd: string, ...flags: readonly string[]): Promise<unknown> =>
    documentOf(await sandbox.run('clistack', ['Where', '--json', ...flags], { cwd }))['data'];
  const home = realpathSync(sandbox.home);
  expect(await from(sandbox.path('project', 'deep'))).toBe(`${home}/project/deep`);
  sandbox.write('project/toolstack.config.json', '{"taskFolders": ["~/mine"]}');
  expect(await from(sandbox.path('project', 'deep', 'down'))).toBe(`${home}/project`);
  expect(await from(sandbox.path('project'))).toBe(`${home}/project`);
  expect(await from('/', '--configFile', sandbox.path('project', 'toolstack.config.json'))).toBe('/');
});

it('26: a job that goes to another folder is brought back before the next one, with a warning', async () => {
  ownTasks(sandbox, {
    'stray.js': `{ name: 'Stray', summary: 's', jobs: [() => process.chdir('/'), ${where}] }`,
    'next.js': `{ name: 'Next', summary: 's', run: ${where} }`,
    'gone.js': `{ name: 'Gone', summary: 's', run: () => { const fs = require('node:fs'); const d = fs.mkdtempSync(process.cwd() + '/tmp-'); process.chdir(d); fs.rmdirSync(d); } }`,
  });
  const result = await sandbox.run('clistack', ['Stray', 'Gone', 'Next', '--json']);
  const home = realpathSync(sandbox.home);
  expect(documentOf(result)).toMatchObject({
    data: { Stray: home, Next: home },
    warnings: [
      { task: 'Stray', message: expect.stringContaining('went to / and did not come back') as unknown },
      { task: 'Gone', message: expect.stringContaining('went to a folder that is gone') as unknown },
    ],
  });
});

it('30: the config and its task folders are found in the folders above the working one; CLISTACK_CONFIG and --configFile name another', async () => {
  const task = (word: string): string => `module.exports = { name: 'Which', summary: 's', run: () => '${word}' };`;
  for (const name of ['project', 'other', 'third']) {
    sandbox.write(`${name}/tasks/which.js`, task(name));
    sandbox.write(`${name}/toolstack.config.json`, JSON.stringify({ taskFolders: [sandbox.path(name, 'tasks')] }));
  }
  const cwd = sandbox.path('project', 'deep', 'down');
  const env = { CLISTACK_CONFIG: sandbox.path('other', 'toolstack.config.json') };
  const which = async (flags: readonly string[], options: object): Promise<unknown> =>
    documentOf(await sandbox.run('clistack', ['Which', '--json', ...flags], { cwd, ...options }))['data'];
  expect(await which([], {})).toBe('project');
  expect(await which([], { env })).toBe('other');
  expect(await which(['--configFile', sandbox.path('third', 'toolstack.config.json')], { env })).toBe('third');
  expect(await which(['--configFile', '../../../third/toolstack.config.json'], {})).toBe('third');
});
