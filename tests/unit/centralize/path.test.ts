import {
  applyPath,
  forThisShell,
  isOnPath,
  lookAtPath,
  printEnvironment,
  revertVariables,
} from '../../../lib/centralize';
import { renderPath } from '../../../lib/centralize/path-lines';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import type { OwnedPaths } from '../../../lib/config';
import { faultWith, makeWorld } from '../config/world';

const home = '/home/ada';
const bin = `${home}/.local/share/clistack/bin`;
const conf = `${home}/.config/environment.d/60-clistack.conf`;

function world(options: MemoryOptions = {}) {
  const { paths } = makeWorld({});
  const system: MemorySystem = createMemorySystem(options);
  return { system, paths, text: (path: string) => system.files.read(path).toString('utf8') };
}

it('puts the folder first in every profile that exists, and for systemd', () => {
  const { system, paths, text } = world({ files: { [`${home}/.bashrc`]: '# mine\n', [`${home}/.zshrc`]: '' } });
  const { files } = applyPath(system, paths, true);
  expect(files).toEqual([conf, ...['.bashrc', '.zshrc', '.profile', '.zprofile'].map((name) => `${home}/${name}`)]);
  expect(text(`${home}/.bashrc`)).toBe(
    `# mine\n# >>> clistack path >>>\n${renderPath(bin, 'posix')}\n# <<< clistack path <<<\n`,
  );
  expect(text(conf)).toContain(`PATH="${bin}:$PATH"`);
});

const own = ({ files }: { readonly files: readonly string[] }): readonly string[] =>
  files.filter((path) => path !== conf).map((path) => path.replace(`${home}/`, ''));

it.each([
  [undefined, ['.profile']],
  ['/bin/dash', ['.profile']],
  ['/bin/bash', ['.profile', '.bashrc']],
  ['/usr/bin/zsh', ['.profile', '.zprofile', '.zshrc']],
  ['/usr/bin/fish', ['.profile', '.config/fish/config.fish']],
])('makes what the login shell reads, by $SHELL and by the account: %s', (shell, made) => {
  const bySHELL = world(shell === undefined ? {} : { env: { SHELL: shell } });
  expect(own(applyPath(bySHELL.system, bySHELL.paths, true))).toEqual(made);
  const byAccount = world(shell === undefined ? {} : { loginShell: shell });
  expect(own(applyPath(byAccount.system, byAccount.paths, true))).toEqual(made);
  for (const path of made) expect(byAccount.text(`${home}/${path}`)).toContain(bin);
});

it.each([
  ['.bash_profile', ['.bash_profile', '.profile', '.bashrc']],
  ['.bash_login', ['.bash_login', '.profile', '.bashrc']],
  ['.bashrc', ['.bashrc', '.profile']],
  ['.zlogin', ['.zlogin', '.profile', '.zprofile', '.zshrc']],
  ['.config/fish/conf.d/a.fish', ['.profile', '.config/fish/config.fish']],
])('serves each shell that has a startup file, and hides none of the user’s: %s', (name, files) => {
  const { system, paths } = world({ files: { [`${home}/${name}`]: '' } });
  expect(own(applyPath(system, paths, true))).toEqual(files);
});

it.each([
  ['export ZDOTDIR=~/zd', `${home}/zd`],
  ['ZDOTDIR="$HOME/zd" # mine', `${home}/zd`],
  [`ZDOTDIR='/z d'`, '/z d'],
  ['export ZDOTDIR=${XDG_CONFIG_HOME:-$HOME/.config}/zsh', `${home}/.config/zsh`],
  ['export ZDOTDIR=$(somewhere)', home],
  ['# ZDOTDIR=/no', home],
])('follows the folder of zsh: %s', (line, folder) => {
  const { system, paths } = world({ files: { [`${home}/.zshenv`]: `${line}\n` } });
  expect(applyPath(system, paths, true).files).toEqual(expect.arrayContaining([`${folder}/.zprofile`]));
});

it('leaves alone what is no file, and names a shell that it does not know', () => {
  const { system, paths } = world({ links: { [`${home}/.profile`]: `${home}/gone` }, env: { SHELL: '/bin/tcsh' } });
  const { files, left } = applyPath(system, paths, true);
  expect(files).toEqual([conf]);
  expect(left.map(({ what }) => what)).toEqual([`${home}/.profile`, 'tcsh']);
});

it('tells which profiles miss our lines', () => {
  const { system, paths } = world({ loginShell: '/bin/bash' });
  expect(lookAtPath(system, paths)).toEqual({
    written: [],
    stale: [],
    missing: [conf, `${home}/.profile`, `${home}/.bashrc`],
  });
  applyPath(system, paths, true);
  system.files.write(`${home}/.bash_login`, '# mine\n');
  expect(lookAtPath(system, paths)).toEqual({
    written: [conf, `${home}/.profile`, `${home}/.bashrc`],
    stale: [],
    missing: [`${home}/.bash_login`],
  });
});

it('tells lines of another folder from those of ours', () => {
  const { system, paths } = world({ loginShell: '/bin/bash' });
  applyPath(system, paths, true);
  const moved = { ...paths, bin: '/opt/bin' };
  expect(lookAtPath(system, moved)).toMatchObject({
    written: [],
    stale: [conf, `${home}/.profile`, `${home}/.bashrc`],
  });
  expect(isOnPath(system, moved)).toBe(false);
  applyPath(system, moved, true);
  expect(lookAtPath(system, moved)).toMatchObject({ stale: [], missing: [] });
  expect(isOnPath(system, moved)).toBe(true);
});

it('changes nothing the second time', () => {
  const { system, paths, text } = world();
  applyPath(system, paths, true);
  const before = text(`${home}/.profile`);
  applyPath(system, paths, true);
  expect(text(`${home}/.profile`)).toBe(before);
});

it('takes the blocks away when the folder is not in use any more, and on CentralizeRevert', () => {
  const { system, paths, text } = world({ files: { [`${home}/.profile`]: '# mine\n' } });
  applyPath(system, paths, true);
  expect(applyPath(system, paths, false).files).toEqual([]);
  expect([text(`${home}/.profile`), system.files.stat(conf)]).toEqual(['# mine\n', undefined]);

  applyPath(system, paths, true);
  expect(revertVariables(system, paths).files).toEqual([conf, `${home}/.profile`]);
  expect(text(`${home}/.profile`)).toBe('# mine\n');
});

it('touches no profile while the folder is not in use', () => {
  const { system, paths } = world();
  applyPath(system, paths, false);
  expect(system.files.list(home)).toEqual([]);
});

describe('the printed environment', () => {
  const values = [`it's`, 'a\\b "c" $D `e`', '‘x’'];
  const block = (lines: readonly string[]): string =>
    `# >>> clistack environment >>>\n${lines.join('\n')}\n# <<< clistack environment <<<\n`;

  it('says for every shell what the written blocks say, quoted anew', () => {
    const lines = values.map((value, index) => `export V${index}='${value.replaceAll("'", `'\\''`)}'`);
    const { system, paths } = world({ files: { [`${home}/.profile`]: block(lines) } });
    expect(printEnvironment(system, paths, false, 'bash')).toBe(lines.join('\n'));
    expect(printEnvironment(system, paths, false, 'fish').split('\n')[0]).toBe(`set -gx V0 'it\\'s'`);
    expect(printEnvironment(system, paths, false, 'powershell').split('\n')).toEqual([
      `$env:V0 = 'it''s'`,
      `$env:V1 = 'a\\b "c" $D \`e\`'`,
      `$env:V2 = '‘‘x’’'`,
    ]);
  });

  it('reads environment.d and fish as they are written', () => {
    const { system, paths } = world({
      files: {
        [conf]: block(['A="it\'s \\"x\\" $$HOME \\\\ \\`"']),
        [`${home}/.config/fish/config.fish`]: block([`set -gx B 'it\\'s \\\\'`]),
      },
    });
    expect(printEnvironment(system, paths, false, 'sh').split('\n')).toEqual([
      `export A='it'\\''s "x" $HOME \\ \`'`,
      `export B='it'\\''s \\'`,
    ]);
  });

  it('puts the bin folder first only when it is in use', () => {
    const { system, paths } = world();
    expect(printEnvironment(system, paths, false, 'sh')).toBe('');
    expect(printEnvironment(system, paths, true, 'sh')).toBe(renderPath(bin, 'posix'));
    expect(printEnvironment(system, paths, true, 'powershell')).toContain('[IO.Path]::PathSeparator');
  });

  it.each([
    ['/usr/bin/fish', 'set -gx PATH'],
    ['/usr/bin/zsh', 'export PATH'],
    ['/usr/bin/pwsh', '$env:PATH'],
    [undefined, 'export PATH'],
  ])('is in the syntax of the login shell: %s', (shell, line) => {
    const { system, paths } = world(shell === undefined ? {} : { env: { SHELL: shell } });
    expect(printEnvironment(system, paths, true, undefined)).toContain(line);
  });

  it.each([
    ['linux', '/usr/bin/fish', 'npx just Env.Print | source'],
    ['linux', '/usr/bin/zsh', 'eval "$(npx just Env.Print)"'],
    ['linux', '/usr/bin/pwsh', 'npx just Env.Print | Out-String | Invoke-Expression'],
    ['win32', '', 'npx just Env.Print | Out-String | Invoke-Expression'],
  ] as const)('is asked for in the words of the shell: %s %s', (os, shell, line) => {
    expect(forThisShell(createMemorySystem({ os, env: { SHELL: shell } }))).toBe(line);
  });
});

describe('a bin folder with a colon in its name', () => {
  const colon = (paths: OwnedPaths): OwnedPaths => ({ ...paths, bin: `${home}/a:b/bin` });
  const refused = faultWith({ code: 'CEN001', exit: 502 });

  it('is put on no PATH, and lines of before go', () => {
    const { system, paths, text } = world({ files: { [`${home}/.profile`]: '# mine\n' } });
    applyPath(system, paths, true);
    expect(() => applyPath(system, colon(paths), true)).toThrow(refused);
    expect([text(`${home}/.profile`), system.files.stat(conf)]).toEqual(['# mine\n', undefined]);
  });

  it('is not printed', () => {
    const { system, paths } = world();
    expect(() => printEnvironment(system, colon(paths), true, 'sh')).toThrow(refused);
    expect(printEnvironment(system, colon(paths), false, 'sh')).toBe('');
  });

  it('is nobody’s business while it is not in use', () => {
    const { system, paths } = world();
    expect(applyPath(system, colon(paths), false).files).toEqual([]);
  });
});
