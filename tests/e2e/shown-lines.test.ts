import { spawnSync } from 'node:child_process';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'keep.js': `{ name: 'Keep', summary: 's', mutates: true, changes: 'kept', rest: { usage: '[word...]', describe: 'd' },
      run: ({ system, paths, secret }) => { secret("it's secret"); system.files.write(paths.home + '/kept', ''); } }`,
  });
});
afterEach(() => {
  sandbox.dispose();
});

/** The line of the newest run as each list shows it. */
const shown = async (): Promise<readonly string[]> => {
  const lists: string[] = [];
  for (const task of ['Runs.List', 'Undo.List']) {
    const { stdout } = await sandbox.run('clistack', [task]);
    lists.push(...stdout.split('\n').flatMap((line) => / {2}(Keep .*)$/.exec(line)?.[1] ?? []));
  }
  return lists;
};

it('shows the line of a run so that a shell takes it as it was typed', async () => {
  const typed = ['Keep', '--', "it's $HOME", '', '--to=a b', '--to=b', '*'];
  await sandbox.run('clistack', typed);
  const lines = await shown();
  const quoted = `Keep -- 'it'\\''s $HOME' '' '--to=a b' --to=b '*'`;
  expect(lines).toEqual([quoted, quoted]);
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\n' ${quoted}`], { encoding: 'utf8' });
  expect(stdout.split('\n')).toEqual([...typed, '']);
});

it('masks a secret of the line also where it is quoted', async () => {
  await sandbox.run('clistack', ['Keep', '--', "x it's secret y"]);
  expect(await shown()).toEqual(["Keep -- 'x [secret] y'", "Keep -- 'x [secret] y'"]);
});
