import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { FaultFactory } from '../../lib/kernel/fault';

const lib = join(__dirname, '../../lib');
const odd = "/tmp/it's $(here)";

const factories = readdirSync(lib)
  .map((noun) => join(lib, noun, 'faults.ts'))
  .filter((file) => existsSync(file))
  // What a faults file exports are factories: the house rules see to it.
  .flatMap((file) => Object.values(require(file) as Readonly<Record<string, FaultFactory<Record<string, string>>>>));

/** Those that put something into the command to type next, between quotes. */
const quoting = factories
  .filter(({ page }) => /'<\w+>/.test(page.fixShape))
  .map((make) => [make.page.code, make] as const);

it('finds the faults', () => {
  expect(quoting.length).toBeGreaterThanOrEqual(14);
});

it.each(quoting)('what %s says to type next is one command, whatever the path is called', (_, make) => {
  const everywhere = new Proxy<Record<string, string>>({}, { get: () => odd });
  const { fix } = make(everywhere);
  const [command = ''] = fix.split(', or ');
  // Programs that say what they are called with.
  const script = `ls() { printf '%s\\n' "$@"; }; less() { ls "$@"; }; mv() { ls "$@"; }; chmod() { ls "$@"; }; df() { :; }; ulimit() { :; }
    npx() { ls "$@"; }; git() { ls "$@"; }; command() { ls "$@"; }; ${command}`;
  const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  expect({ status, said: stdout.split('\n').includes(odd) }).toEqual({ status: 0, said: true });
});

it('no text of ours names a door by itself: toType knows which one was used', () => {
  const root = join(lib, '..');
  const named = ['lib', 'tasks']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name)),
    )
    .filter((path) => path.endsWith('.ts') && !/lib.(?:kernel.to-type\.ts|proof.docs.)/.test(relative(root, path)))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .map((line) => `${relative(root, path)}: ${line.trim()}`),
    )
    .filter((line) => line.includes('npx just') && !/: (?:\*|\/\/|\/\*)/.test(line));
  expect(named).toEqual([]);
});
