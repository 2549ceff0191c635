import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('.bashrc', 'mine\n');
  mkdirSync(sandbox.path('dotfiles'));
  linkSync(sandbox.path('.bashrc'), sandbox.path('dotfiles', 'bashrc'));
});
afterEach(() => {
  sandbox.dispose();
});

it('a file with another name is rewritten, and its run says that the other one keeps the old content', async () => {
  const { ino } = statSync(sandbox.path('.bashrc'));
  const find = `find '${sandbox.home}' -xdev -inum ${ino}`;
  const document = documentOf(await sandbox.run('clistack', ['CentralizeApply', '--json']));
  expect(document['warnings']).toContainEqual({
    task: 'CentralizeApply',
    message: `${sandbox.path('.bashrc')} had 1 other name (hard link), which keeps the old content; to find it: ${find}`,
  });
  // The old content is kept, the command finds it, and a second run has nothing to say.
  expect(readFileSync(sandbox.path('dotfiles', 'bashrc'), 'utf8')).toBe('mine\n');
  expect(execFileSync('sh', ['-c', find], { encoding: 'utf8' })).toBe(`${sandbox.path('dotfiles', 'bashrc')}\n`);
  expect(documentOf(await sandbox.run('clistack', ['CentralizeApply', '--json']))['warnings']).toEqual([]);
});

it('a dry run says it too, as a part of its plan', async () => {
  const { stdout, stderr } = await sandbox.run('clistack', ['CentralizeApply', '--dry-run']);
  expect(stdout).toContain(`in ${sandbox.path('.bashrc')} (1 other name of it: the old content stays there)\n`);
  expect(stderr).not.toContain('warning');
});
