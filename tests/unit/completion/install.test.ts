import { installCompletions, renderWords } from '../../../lib/completion';
import type { OwnedPaths } from '../../../lib/config';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import { realReader } from '../../../lib/system/real/read-files';
import { makeWorld } from '../config/world';
import { join } from 'node:path';

const home = '/home/ada';
const lib = join(__dirname, '../../../lib');
const ran = () => ({});

function install(options: MemoryOptions) {
  const system: MemorySystem = createMemorySystem(options);
  const { paths } = makeWorld({});
  return { system, paths, shells: installAgain(system, paths) };
}

function installAgain(system: MemorySystem, paths: OwnedPaths) {
  const list = (path: string) => (path.startsWith(lib) ? realReader : system.files).list(path);
  const seen = { ...system, files: { ...system.files, list } };
  return installCompletions(seen, paths, (path) => require(path) as unknown);
}

it('serves the shells that are there, and no others', () => {
  expect(install({}).shells).toEqual([]);
  expect(install({ programs: { fish: ran, pwsh: ran } }).shells.map(({ name }) => name)).toEqual([
    'fish',
    'powershell',
  ]);
});

it('leaves .bashrc alone where bash-completion finds the file by itself', () => {
  const files = { '/usr/share/bash-completion/bash_completion': '', [`${home}/.bashrc`]: '# mine\n' };
  const { system, shells } = install({ programs: { bash: ran }, files });
  expect(shells[0]?.files).toEqual(
    ['clistack', 'devops-cli'].map((name) => `${home}/.local/share/bash-completion/completions/${name}`),
  );
  expect(system.files.read(`${home}/.bashrc`).toString()).toBe('# mine\n');
});

it.each([
  ['a file', (system: MemorySystem, path: string) => system.files.write(path, '# my own\n')],
  ['a link', (system: MemorySystem, path: string) => system.links.make(path, `${home}/dotfiles/clistack`)],
])('leaves %s of the user in the place of a completion as it is, and names it', (_, put) => {
  const path = `${home}/.local/share/bash-completion/completions/clistack`;
  const { system, paths } = install({ programs: { bash: ran } });
  system.files.remove(path);
  put(system, path);
  const before = system.hash.tree(path);

  const [bash] = installAgain(system, paths);

  expect(system.hash.tree(path)).toBe(before);
  expect(bash).toMatchObject({
    files: [`${home}/.local/share/bash-completion/completions/devops-cli`, `${home}/.bashrc`],
    kept: [path],
  });
});

it('writes its own file again, whatever else was changed in it', () => {
  const path = `${home}/.config/fish/completions/clistack.fish`;
  const { system, paths } = install({ programs: { fish: ran } });
  const made = system.files.readText(path);
  system.files.write(path, made.replace('complete -c', 'complete -x -c'));
  expect(installAgain(system, paths)[0]?.kept).toEqual([]);
  expect(system.files.readText(path)).toBe(made);
});

it.each([
  ['and it is the login shell', { SHELL: '/usr/bin/zsh' }, true],
  ['and it is not used', {}, false],
])('makes no .zshrc where there is none %s', (_, env, made) => {
  const { system, shells } = install({ programs: { zsh: ran }, env });
  expect(system.files.stat(`${home}/.zshrc`) !== undefined).toBe(made);
  expect(shells[0]?.note).toContain(made ? 'new shells' : 'fpath');
});

it('loads it from where zsh looks, which .zshenv may have moved', () => {
  const files = { [`${home}/.zshenv`]: 'export ZDOTDIR="$HOME/.config/zsh"\n', [`${home}/.config/zsh/.zshrc`]: '' };
  const { system } = install({ programs: { zsh: ran }, env: { SHELL: '/usr/bin/zsh' }, files });
  expect(system.files.read(`${home}/.config/zsh/.zshrc`).toString()).toContain('compdef _clistack');
  expect(system.files.stat(`${home}/.zshrc`)).toBeUndefined();
});

it('loads the PowerShell script from the profile', () => {
  const { system } = install({ programs: { pwsh: ran } });
  const script = `${home}/.config/powershell/clistack-completion.ps1`;
  expect(system.files.read(`${home}/.config/powershell/profile.ps1`).toString()).toContain(`. '${script}'`);
  expect(system.files.read(script).toString()).toContain('Register-ArgumentCompleter -Native');
});

describe('on Windows', () => {
  const documents = `${home}/Documents`;
  const script = (folder: string): string => `${documents}/${folder}/clistack-completion.ps1`;
  const profile = (folder: string): string => `${documents}/${folder}/profile.ps1`;
  const windows = (names: readonly string[], files: Readonly<Record<string, string>> = {}) =>
    install({ os: 'win32', files, programs: Object.fromEntries(names.map((name) => [name, ran])) });

  it.each([
    [['pwsh'], ['PowerShell'], 'new shells complete at once'],
    [['powershell', 'pwsh'], ['PowerShell', 'WindowsPowerShell'], 'new shells complete at once'],
    [['powershell'], ['WindowsPowerShell'], 'new shells complete at once'],
  ])(
    'serves each PowerShell that is there, 5.1 from its own folder where it has a profile: %j',
    (names, folders, note) => {
      const { system, shells } = windows(names, { [profile('WindowsPowerShell')]: '# mine\n' });
      expect(shells.at(-1)).toMatchObject({ files: [...folders.map(script), ...folders.map(profile)], note });
      for (const folder of folders) expect(system.files.readText(profile(folder))).toContain(`. '${script(folder)}'`);
    },
  );

  it('makes no first profile of 5.1, which would fail in every new shell where scripts may not run', () => {
    const { system, shells } = windows(['powershell']);
    expect(shells[0]).toMatchObject({
      files: [script('WindowsPowerShell')],
      note: `Windows PowerShell 5.1 has no profile: add . '${script('WindowsPowerShell')}' to one`,
    });
    expect(system.files.stat(profile('WindowsPowerShell'))).toBeUndefined();
  });
});

it('writes words that a shell can split at tabs: no field is empty or holds one', () => {
  const text = renderWords(
    [
      {
        name: 'A.B',
        summary: 'a\ttab\nand a line',
        args: { usage: '<task>', describe: 'x' },
        options: {
          kind: { type: 'string', describe: '', enum: ['x', 'y'] },
          all: { type: 'boolean', describe: 'all of them' },
        },
      },
    ],
    [{ flag: '--json', takesValue: false }],
  );
  expect(text).toBe(
    [
      'clistack words 1',
      'task\tA.B\ta tab and a line',
      'names\tA.B',
      'flag\tA.B\t--kind\tvalue\tx|y\t-',
      'flag\tA.B\t--all\tswitch\t-\tall of them',
      'engine\t--json\tswitch',
      '',
    ].join('\n'),
  );
});
