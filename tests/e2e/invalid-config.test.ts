import { mkdirSync } from 'node:fs';
import { createSandbox, documentOf, doors, type RunOptions, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let folders: readonly string[];
beforeEach(() => {
  sandbox = createSandbox();
  folders = [sandbox.path('tasks')];
  sandbox.config({ taskFolders: folders });
  sandbox.write(
    'tasks/own/good.js',
    "module.exports = { name: 'Own.Good', summary: 'x', options: { x: { type: 'string', describe: 'x' } }, run: () => 1 };",
  );
});
afterEach(() => {
  sandbox.dispose();
});

const inEnvironment: RunOptions = { env: { CLISTACK__logs__keepDays: 'x' } };
/** What is wrong, and whether the folders are right all the same. */
const wrongs: readonly [string, () => RunOptions | undefined, boolean][] = [
  ['a variable', () => inEnvironment, true],
  ['an unknown key', () => { sandbox.config({ taskFolders: folders, nope: 1 }); return undefined; }, true],
  ['an empty file', () => { sandbox.config(''); return undefined; }, false],
  ['no JSON', () => { sandbox.config('{'); return undefined; }, false],
  ['a folder in its place', () => { mkdirSync(sandbox.path('c')); return { env: { CLISTACK_CONFIG: sandbox.path('c') } }; }, false],
  ['folders that are no list', () => { sandbox.config({ taskFolders: 7 }); return undefined; }, false],
]; // prettier-ignore

describe.each(wrongs)('with %s wrong', (_, spoil, found) => {
  it.each(['Own.Good', 'Own.Good --x 1', 'Help Own.Good'])('%s is answered with what is wrong', async (line) => {
    if (found && line.startsWith('Help')) return;
    const document = documentOf(await sandbox.run('clistack', [...line.split(' '), '--json'], spoil()));
    expect(document).toMatchObject({ exit_code: 502, error: { code: 'CFG001' } });
  });

  it('Tasks, Help and Explain say so', async () => {
    const options = spoil();
    const tasks = await sandbox.run('clistack', ['Tasks', '--json'], options);
    const message = `the config is invalid: ${found ? 'most tasks would not run' : 'own tasks are not listed'}`;
    expect(documentOf(tasks)).toMatchObject({ exit_code: 0, warnings: [{ task: 'Tasks', message }] });
    expect((await sandbox.run('clistack', ['Tasks'], options)).stdout.includes('Own.Good')).toBe(found);
    const help = documentOf(await sandbox.run('clistack', ['Help', found ? 'Own.Good' : 'CI', '--json'], options));
    expect(help).toMatchObject({ exit_code: 0, warnings: [{ task: 'Help', message }] });
    const plan = documentOf(await sandbox.run('clistack', ['Explain', 'CI', '--json'], options));
    expect(plan).toMatchObject({ exit_code: 0, warnings: [{ task: 'Explain', message }] });
  });
});

it.each(doors)('through %s an unknown name is an unknown name while the config is right', async (door) => {
  const document = documentOf(await sandbox.run(door, ['Own.Godo', '--json']));
  expect(document).toMatchObject({ exit_code: 501, error: { code: 'RUN001' } });
});

it('a task folder that is gone does not keep the config from being looked at', async () => {
  sandbox.config({ taskFolders: [sandbox.path('gone')], nope: 1 });
  expect((await sandbox.run('clistack', ['Tasks'])).status).toBe(0);
  const document = documentOf(await sandbox.run('clistack', ['Config.Validate', '--json']));
  expect(document.exit_code).toBe(502);
});
