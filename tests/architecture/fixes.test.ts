import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { FaultFactory } from '../../lib/kernel/fault';

const lib = join(__dirname, '../../lib');
const base = mkdtempSync(join(tmpdir(), 'clistack-fixes-'));
const odd = join(base, "it's $(here)");
mkdirSync(odd);
afterAll(() => {
  rmSync(base, { recursive: true });
});

const factories = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => basename(file) === 'faults.ts')
  .map((file) => join(lib, file))
  // What a faults file exports are factories: the house rules see to it.
  .flatMap((file) => Object.values(require(file) as Readonly<Record<string, FaultFactory<Record<string, string>>>>));

/** Those that put something into the command to type next, between quotes. */
const quoting = factories
  .filter(({ page }) => /'<\w+>/.test(page.fixShape))
  .map((make) => [make.page.code, make] as const);

it('finds the faults', () => {
  expect(quoting.length).toBeGreaterThanOrEqual(14);
});

it('no page reckons with what is known only when it happens', () => {
  const pages = factories.map(({ page }) => `${page.code} ${page.fixShape}`);
  expect(pages.filter((text) => /NaN|undefined/.test(text))).toEqual([]);
});

/** What a shell hands to the programs of a fix, of the first of several. The programs say what they are called with. */
function typed(fix: string): { readonly status: number | null; readonly words: readonly string[] } {
  const [command = ''] = fix.split(', or ');
  const script = `ls() { printf '%s\\n' "$@"; }; less() { ls "$@"; }; mv() { ls "$@"; }; rm() { ls "$@"; }; mkdir() { ls "$@"; }; chmod() { ls "$@"; }; df() { ls "$@"; }; ulimit() { :; }
    npx() { ls "$@"; }; git() { ls "$@"; }; command() { ls "$@"; }; ${command}`;
  const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
  return { status, words: stdout.split('\n') };
}

const everywhere = (path: string): Record<string, string> => new Proxy<Record<string, string>>({}, { get: () => path });

it.each(quoting)('what %s says to type next is one command, whatever the path is called', (_, make) => {
  const { status, words } = typed(make(everywhere(odd)).fix);
  expect({ status, said: words.includes(odd) }).toEqual({ status: 0, said: true });
});

/** Those that say where to look, which may be at what is not there (any more, or yet). */
const looking = quoting.filter(([, { page }]) => page.fixShape.startsWith('ls -la'));

it.each(looking)('what %s says to look at is there, also where the path is not', (_, make) => {
  for (const path of [join(odd, 'no', 'such'), join(base, 'gone')]) {
    const named = typed(make(everywhere(path)).fix).words.filter((word) => word.startsWith('/'));
    expect(named.length).toBeGreaterThan(0);
    for (const word of named) expect([word, existsSync(word)]).toEqual([word, true]);
  }
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
