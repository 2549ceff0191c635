import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderPath } from '../../lib/centralize/path-lines';

/** Shells that run here, and how each prints its PATH with colons. */
const shells: readonly (readonly [program: string, syntax: 'posix' | 'fish', print: string])[] = [
  ['dash', 'posix', 'printf %s "$PATH"'],
  ['bash', 'posix', 'printf %s "$PATH"'],
  ['zsh', 'posix', 'printf %s "$PATH"'],
  ['fish', 'fish', "string join ':' $PATH; true"],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-path-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the lines, twice by default, and answers the PATH after them; fish keeps only folders that exist. */
function pathAfter(shell: readonly [string, 'posix' | 'fish', string], bin: string, path: string, times = 2): string {
  const [program, syntax, print] = shell;
  const script = `${Array.from({ length: times }, () => renderPath(bin, syntax)).join('\n')}\n${print}`;
  const env = { PATH: path, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const args = program === 'fish' ? ['--no-config'] : [];
  return execFileSync(`/usr/bin/${program}`, [...args, '-c', script], { env, encoding: 'utf8' }).trimEnd();
}

describe.each(shells)('the PATH lines in %s', (...shell) => {
  const at = (...names: string[]): string => {
    const path = join(folder, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  };

  it('put the folder first and keep the order of the others', () => {
    const [bin, a, b] = [at('bin'), at('a'), at('b')];
    expect(pathAfter(shell, bin, `${b}:/usr/bin:${a}`)).toBe(`${bin}:${b}:/usr/bin:${a}`);
  });

  it('move it to the front when it stands elsewhere, also twice', () => {
    const [bin, a] = [at('bin'), at('a')];
    expect(pathAfter(shell, bin, `${a}:${bin}:/usr/bin:${bin}`, 1)).toBe(`${bin}:${a}:/usr/bin`);
  });

  it('make no empty entry, which would mean the working folder', () => {
    const bin = at('bin');
    expect(pathAfter(shell, bin, bin)).toBe(bin);
  });

  it.each([`it's a b`, '$HOME `x` "q"', '[a]*?', 'back\\slash'])('take the folder literally: %s', (name) => {
    const [bin, a] = [at(name), at('a')];
    expect(pathAfter(shell, bin, `${a}:${bin}:/usr/bin`)).toBe(`${bin}:${a}:/usr/bin`);
  });

  it('leave a folder alone whose name only begins the same', () => {
    const [bin, longer] = [at('bin'), at('bin2')];
    expect(pathAfter(shell, bin, `${longer}:/usr/bin`)).toBe(`${bin}:${longer}:/usr/bin`);
  });
});
