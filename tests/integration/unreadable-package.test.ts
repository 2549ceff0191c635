import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

it.each(['EACCES', 'EXDEV'])('a file of a package that cannot be opened (%s) is named, and no bug of ours', (errno) => {
  const file = join(packageRoot, 'node_modules', 'which-runtime', 'index.js');
  const refusing = ['-f', '-qq', '-o', sandbox.path('trace'), '-P', file, '-e', `inject=openat:error=${errno}`];
  const line = [process.execPath, join(packageRoot, 'bin', 'clistack.js'), 'CentralizeApply'];
  const { status, stderr } = spawnSync('strace', [...refusing, ...line], {
    encoding: 'utf8',
    cwd: sandbox.path('.'),
    env: { HOME: sandbox.path('.'), PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
  });
  expect(status).toBe(506 % 256);
  expect(stderr).toContain(`error SYS003: cannot read ${file}: `);
});
