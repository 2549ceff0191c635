import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

it('a working folder that was removed is said in one sentence', async () => {
  mkdirSync(sandbox.path('gone'));
  // The shell is in it, and then it is gone.
  const wrap = ['/bin/sh', '-c', `rmdir '${sandbox.path('gone')}'; exec "$@"`, 'sh'];
  const options = { cwd: sandbox.path('gone'), wrap };
  const result = await sandbox.run('clistack', ['Tasks', '--json'], options);
  expect(documentOf(result)).toMatchObject({ exit_code: 506, error: { code: 'SYS032', fix: 'cd' } });
  expect(result.status).toBe(506 % 256);
  expect(result.stderr).toBe('error SYS032: the working folder does not exist any more\n  next: cd\n');
});

it('a file in the place of a folder of ours is to be moved away, for no mode would make it one', async () => {
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write('tasks/own/one.js', "module.exports = { name: 'Own.One', summary: 'x', run: () => 1 };");
  const place = `${sandbox.state}/checkpoints`;
  mkdirSync(place, { recursive: true });
  rmdirSync(place);
  writeFileSync(place, '');
  const { fix } = documentOf(await sandbox.run('clistack', ['Own.One', '--checkpoint', '--json']))['error'] as { fix: string }; // prettier-ignore
  expect(fix).toBe(`mv '${place}' '${place}.old'`);
});
