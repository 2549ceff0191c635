import type { WishedVariable } from '../../../lib/centralize/plan';
import { renderVariables, scopeFiles, setsVariable } from '../../../lib/centralize/scope';
import { faultWith, home, makeWorld, type WorldOptions } from '../config/world';

const places = (options: WorldOptions): readonly (readonly [string, string, boolean])[] => {
  const { system, paths } = makeWorld(options);
  return scopeFiles(system, paths).map(({ block, syntax, ours }) => [block.path.replace(`${home}/`, ''), syntax, ours]);
};

describe('the files of the user scope', () => {
  it('are on Linux one for systemd and the profiles that exist', () => {
    const files = { [`${home}/.bashrc`]: '', [`${home}/.zshenv`]: '', [`${home}/.config/fish/config.fish`]: '' };
    expect(places({ files })).toEqual([
      ['.config/environment.d/60-clistack.conf', 'environment.d', true],
      ['.bashrc', 'posix', false],
      ['.zshenv', 'posix', false],
      ['.config/fish/config.fish', 'fish', false],
    ]);
  });

  it('are on macOS the profiles alone', () => {
    expect(places({ os: 'darwin', files: { [`${home}/.zprofile`]: '' } })).toEqual([['.zprofile', 'posix', false]]);
  });

  it('follow XDG_CONFIG_HOME', () => {
    expect(places({ env: { XDG_CONFIG_HOME: '/x' } })[0]?.[0]).toBe('/x/environment.d/60-clistack.conf');
  });

  it('are not there on Windows', () => {
    expect(() => places({ os: 'win32' })).toThrow(faultWith({ code: 'SYS030', exit: 510 }));
  });
});

describe('a value', () => {
  const render = (value: string, syntax: Parameters<typeof renderVariables>[1]): string =>
    renderVariables([{ name: 'A', value, folder: null, tool: 't' }], syntax);

  it.each([
    ['plain', "export A='plain'"],
    ['two words', "export A='two words'"],
    ["it's", "export A='it'\\''s'"],
    ['$HOME `id` $(id)', "export A='$HOME `id` $(id)'"],
    ['"\\n', "export A='\"\\n'"],
    ['', "export A=''"],
  ])('for a POSIX shell: %s', (value, line) => {
    expect(render(value, 'posix')).toBe(line);
  });

  it.each([
    ['plain', "set -gx A 'plain'"],
    ["it's", "set -gx A 'it\\'s'"],
    ['a\\b', "set -gx A 'a\\\\b'"],
    ["\\'", "set -gx A '\\\\\\''"],
    ['$HOME (id)', "set -gx A '$HOME (id)'"],
  ])('for fish: %s', (value, line) => {
    expect(render(value, 'fish')).toBe(line);
  });

  it.each([
    ['plain', 'A="plain"'],
    ["it's", 'A="it\'s"'],
    ['say "x"', 'A="say \\"x\\""'],
    ['a\\b', 'A="a\\\\b"'],
    ['`id`', 'A="\\`id\\`"'],
  ])('for environment.d: %s', (value, line) => {
    expect(render(value, 'environment.d')).toBe(line);
  });

  it('for environment.d keeps its dollars: systemd takes the escapes away first and expands what is left, $$ being one dollar', () => {
    expect(render('$HOME/${X}', 'environment.d')).toMatch(/^A="(?:\\?\$){2}HOME\/(?:\\?\$){2}\{X\}"$/);
  });

  it('may be one of several, each on its line', () => {
    const variables: readonly WishedVariable[] = ['A', 'B'].map((name) => ({
      name,
      value: '1',
      folder: null,
      tool: 't',
    }));
    expect(renderVariables(variables, 'posix')).toBe("export A='1'\nexport B='1'");
  });
});

describe("a user's own setting", () => {
  it.each([
    'export A=1',
    'A=1',
    '  export A="x"',
    '\texport\tA=',
    'set -gx A /x',
    'set -x A /x',
    'set -x -g A /x',
    'set --export --global A /x',
    'one\nexport A=1\ntwo',
  ])('is seen: %j', (text) => {
    expect(setsVariable(text, 'A')).toBe(true);
  });

  it.each([
    '# export A=1',
    'export AB=1',
    'export BA=1',
    'echo $A',
    'unset A',
    'export A',
    '',
    'export B=$A',
    'x="\nAB=1"',
  ])('is not seen: %j', (text) => {
    expect(setsVariable(text, 'A')).toBe(false);
  });
});
