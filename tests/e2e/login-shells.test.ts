import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { makeTools } from '../support/made-tools';
import { createSandbox, type Sandbox } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  makeTools(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

interface Home {
  readonly name: string;
  /** Startup files that are there. */
  readonly files: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** New shells that have to find the tools: a program and how it is started. */
  readonly shells: readonly string[];
}

const posix = ['bash -lc', 'dash -lc', 'sh -lc'];
const zsh = ['zsh -lic', 'zsh -lc', 'zsh -ic'];
const fish = ['fish -lc', 'fish -c'];
const skeleton = { '.profile': '', '.bashrc': '# mine\n' };

const homes: readonly Home[] = [
  { name: 'an empty home', files: {}, shells: posix },
  { name: 'zsh, the files of a new account', files: skeleton, env: { SHELL: '/usr/bin/zsh' }, shells: [...zsh, ...posix] },
  { name: 'fish, the files of a new account', files: skeleton, env: { SHELL: '/usr/bin/fish' }, shells: [...fish, ...posix] },
  { name: 'bash, a .zshrc', files: { '.zshrc': '# mine\n' }, env: { SHELL: '/bin/bash' }, shells: [...posix, 'bash -ic', ...zsh] },
  { name: 'bash, a .bashrc and a .zshrc', files: { '.bashrc': '# mine\n', '.zshrc': '# mine\n' }, env: { SHELL: '/bin/bash' }, shells: [...posix, 'bash -ic', ...zsh] },
  { name: 'bash, a config.fish', files: { '.config/fish/config.fish': '# mine\n' }, env: { SHELL: '/bin/bash' }, shells: [...posix, 'bash -ic', ...fish] },
  { name: 'bash, a script in conf.d', files: { '.config/fish/conf.d/mine.fish': '# mine\n' }, env: { SHELL: '/bin/bash' }, shells: [...posix, ...fish] },
  { name: 'a .bash_profile alone', files: { '.bash_profile': '# mine\n' }, shells: [...posix, 'bash -ic'] },
  { name: 'a .bash_login alone', files: { '.bash_login': '# mine\n' }, shells: [...posix, 'bash -ic'] },
  { name: 'a .profile that only sh and bash read', files: { '.profile': 'MINE=yes\n' }, shells: posix.map((shell) => `${shell} [ "$MINE" ] || exit;`) },
  { name: 'zsh, $ZDOTDIR', files: {}, env: { SHELL: '/usr/bin/zsh', ZDOTDIR: '~/zd' }, shells: zsh },
  { name: 'bash, ZDOTDIR in .zshenv', files: { '.zshenv': 'export ZDOTDIR="${XDG_CONFIG_HOME:-$HOME/.config}/zsh"\n' }, env: { SHELL: '/bin/bash' }, shells: zsh },
  { name: 'fish, $XDG_CONFIG_HOME', files: {}, env: { SHELL: '/usr/bin/fish', XDG_CONFIG_HOME: '~/xdg' }, shells: fish },
]; // prettier-ignore

const environmentOf = ({ env = {} }: Home): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replace('~', sandbox.home)]));

function prepare({ files }: Home): void {
  for (const [path, text] of Object.entries(files)) sandbox.write(path, text);
}

/** What a new shell says, with nothing of ours in its environment and no terminal. */
function said(shell: string, env: Readonly<Record<string, string>>): string {
  const [program = '', flags = '', ...before] = shell.split(' ');
  const script = `${before.join(' ')} command -v demo; demo x; command -v pyapp`;
  const own = { HOME: sandbox.home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', ...env };
  const words = [program, flags, `${script}; true`];
  return execFileSync('/usr/bin/env', words, { env: own, encoding: 'utf8', cwd: sandbox.home, stdio: 'pipe' });
}

describe.each(homes)('in a home with $name', (home) => {
  it(`every new shell finds the tools: ${home.shells.join(', ')}`, async () => {
    const env = environmentOf(home);
    prepare(home);
    const { status } = await sandbox.run('clistack', ['CentralizeApply', 'MasterBin.Rebuild'], { env });
    expect(status).toBe(0);
    const bin = sandbox.path('.local/share/clistack/bin');
    const answers = home.shells.map((shell) => [shell, said(shell, env)]);
    expect(answers).toEqual(home.shells.map((shell) => [shell, expect.stringContaining(`${bin}/demo\n`)]));
    expect(answers).toEqual(home.shells.map((shell) => [shell, expect.stringContaining(`${bin}/pyapp\n`)]));
  });

  it('CentralizeRevert takes the lines away, and every file and folder made for them', async () => {
    const env = environmentOf(home);
    prepare(home);
    const before = sandbox.tree();
    const folders = ['.config', 'xdg'];
    const changed = (): readonly string[] =>
      changedPaths(before, sandbox.tree()).filter((path) => !/^\.local(?:\/|$)/.test(path));
    await sandbox.run('clistack', ['CentralizeApply'], { env });
    await sandbox.run('clistack', ['CentralizeRevert'], { env });
    expect(changed().filter((path) => !folders.includes(path))).toEqual([]);
  });

  it('Undo.Run takes all of it away', async () => {
    const env = environmentOf(home);
    prepare(home);
    const before = sandbox.tree();
    await sandbox.run('clistack', ['CentralizeApply'], { env });
    const { status } = await sandbox.run('clistack', ['Undo.Run'], { env });
    const changed = changedPaths(before, sandbox.tree()).filter((path) => !/^\.local(?:\/state)?$/.test(path));
    expect([status, changed]).toEqual([0, []]);
  });
});

it('names a login shell whose files it does not know', async () => {
  const { stderr } = await sandbox.run('clistack', ['CentralizeApply'], { env: { SHELL: '/bin/tcsh' } });
  expect(stderr).toContain('tcsh does not get');
});

it('leaves a profile alone that is no file, and says so', async () => {
  symlinkSync('nowhere', sandbox.path('.profile'));
  const { status, stderr } = await sandbox.run('clistack', ['CentralizeApply']);
  expect([status, stderr]).toEqual([0, expect.stringContaining(`${sandbox.path('.profile')} does not get`)]);
});
