import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mendLaunchers } from '../../../../lib/pin/python/launchers';
import { createRealSystem } from '../../../../lib/system/real';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launchers-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** As pip writes it; what stands behind it is for Python, and may be followed by a zip. */
const launcher = (python: string, rest: string): Buffer =>
  Buffer.concat([
    Buffer.from(`#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n${rest}`),
    Buffer.from([0x50, 0x4b, 0xff, 0xfe]),
  ]);

/** An environment in a folder of this name, with a program that pip wrote, and how that ends. */
function environmentIn(name: string): { readonly environment: string; readonly program: string } {
  const environment = join(root, name);
  mkdirSync(join(environment, 'bin'), { recursive: true });
  const python = join(environment, 'bin', 'python');
  // What it is given is what Python would read.
  writeFileSync(python, '#!/bin/sh\nshift\necho "ran $*"\n');
  chmodSync(python, 0o755);
  const program = join(environment, 'bin', 'demo');
  writeFileSync(program, launcher(python, 'import sys\n'));
  chmodSync(program, 0o755);
  return { environment, program };
}

it.each(['with $HOME', 'with `touch hit`', 'with "quotes"', `it's $5`, `two''in $a row`])(
  'a program below a folder called %s starts its python',
  (name) => {
    const { environment, program } = environmentIn(name);
    expect(() => execFileSync(program, ['a b', 'c'], { cwd: root, stdio: 'pipe' })).toThrow();
    mendLaunchers(createRealSystem(), environment);
    expect(execFileSync(program, ['a b', 'c'], { cwd: root, encoding: 'utf8' })).toBe('ran a b c\n');
    expect(statSync(program).mode & 0o777).toBe(0o755);
  },
);

it('Python reads the lines for the shell as one text', () => {
  const { environment, program } = environmentIn(`it's $5 and ''`);
  writeFileSync(program, launcher(join(environment, 'bin', 'python'), '').subarray(0, -4));
  mendLaunchers(createRealSystem(), environment);
  expect(execFileSync('python3', ['-W', 'error', program], { encoding: 'utf8' })).toBe('');
});

it('all else stays byte for byte, and what a link leads to as well', () => {
  const { environment, program } = environmentIn('with $HOME');
  const rest = readFileSync(program).subarray(-15);
  const other = join(environment, 'bin', 'other');
  writeFileSync(other, launcher('/usr/bin/python3', 'x').subarray(3));
  const outside = join(root, 'outside');
  writeFileSync(outside, launcher('/$x', ''));
  symlinkSync(outside, join(environment, 'bin', 'linked'));
  mendLaunchers(createRealSystem(), environment);
  expect(readFileSync(program).subarray(-15)).toEqual(rest);
  expect(readFileSync(other)).toEqual(launcher('/usr/bin/python3', 'x').subarray(3));
  expect(readFileSync(outside)).toEqual(launcher('/$x', ''));
});

it('nothing is looked at where the path means nothing to a shell', () => {
  expect(() => {
    mendLaunchers(createRealSystem(), join(root, 'not there, plain'));
  }).not.toThrow();
});
