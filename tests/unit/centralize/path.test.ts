import { applyPath, printEnvironment, revertVariables } from '../../../lib/centralize';
import { renderPath } from '../../../lib/centralize/path-lines';
import { createMemorySystem, type MemoryOptions, type MemorySystem } from '../../../lib/system/memory';
import { makeWorld } from '../config/world';

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
  expect(files).toEqual([conf, `${home}/.bashrc`, `${home}/.zshrc`]);
  expect(text(`${home}/.bashrc`)).toBe(
    `# mine\n# >>> clistack path >>>\n${renderPath(bin, 'posix')}\n# <<< clistack path <<<\n`,
  );
  expect(text(conf)).toContain(`PATH="${bin}:$PATH"`);
});

it.each([
  ['/bin/bash', '.profile'],
  ['/usr/bin/zsh', '.zprofile'],
  ['/usr/bin/fish', '.config/fish/config.fish'],
])('makes the profile of a login shell where there is none at all: %s', (SHELL, profile) => {
  const { system, paths, text } = world({ env: { SHELL } });
  expect(applyPath(system, paths, true).files).toEqual([conf, `${home}/${profile}`]);
  expect(text(`${home}/${profile}`)).toContain(bin);
});

it.each(['.bashrc', '.bash_aliases'])('makes a login profile when there is only a %s', (name) => {
  const { system, paths } = world({ files: { [`${home}/${name}`]: '' } });
  expect(applyPath(system, paths, true).files).toContain(`${home}/.profile`);
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
});
