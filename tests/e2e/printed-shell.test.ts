import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { makeTools } from '../support/made-tools';
import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = createSandbox();
  makeTools(sandbox);
  await sandbox.run('clistack', ['MasterBin.Rebuild']);
});
afterAll(() => {
  sandbox.dispose();
});

const shells = ['/bin/bash', '/bin/dash', '/usr/bin/zsh', '/usr/bin/fish'];
const login = (shell: string): string => (shell.endsWith('fish') ? '/bin/bash' : '/usr/bin/fish');

/** What a shell says after a line, where another one is the login shell. */
function said(shell: string, line: string): string {
  const env = {
    HOME: sandbox.home,
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    LANG: 'C.UTF-8',
    SHELL: login(shell),
    npm_config_update_notifier: 'false',
  };
  return execFileSync(shell, ['-c', `${line}\ndemo x`], { env, encoding: 'utf8', cwd: packageRoot });
}

const clistack = `node ${join(packageRoot, 'bin', 'clistack.js')}`;

it.each(shells)('Env.Print is in the words of the shell that evals it, whatever the login shell is: %s', (shell) => {
  expect(said(shell, `eval "$(${clistack} Env.Print)"`)).toBe('demo 1.0.0 x\n');
});

it.each(shells)('and of the one that npx was typed in: %s', (shell) => {
  expect(said(shell, 'eval "$(npx --no-install just Env.Print)"')).toBe('demo 1.0.0 x\n');
});

it('and of the one that a pipe leads back to', () => {
  expect(said('/usr/bin/fish', `${clistack} Env.Print | source`)).toBe('demo 1.0.0 x\n');
});
