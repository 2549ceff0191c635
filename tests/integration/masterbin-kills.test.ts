import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSandbox, packageRoot, type Sandbox } from '../support/sandbox';

/** In a normal run some; `Test.Sweep` says how many. */
const kills = Number(process.env['CLISTACK_KILLS'] ?? 24);
const tools = 40;
/** Tools that come and go from version to version; all others are in each. */
const guests = 5;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ masterbin: { sources: [sandbox.path('v0')] } });
});
afterEach(() => {
  sandbox.dispose();
});

const bin = (): string => sandbox.path('.local/share/clistack/bin');
const env = (): Record<string, string> => ({ HOME: sandbox.home, PATH: process.env['PATH'] ?? '' });

function makeVersion(version: number): void {
  for (let index = 0; index < tools; index += 1)
    sandbox.write(`v${version}/tool-${index}`, `#!/bin/sh\necho v${version} tool-${index}\n`, 0o755);
  for (let index = 0; index < guests; index += 1)
    sandbox.write(`v${version}/guest-${version}-${index}`, '#!/bin/sh\n', 0o755);
}

/** Calls of the kernel around a change: a moment is one of these, as most of the time of a rebuild goes by elsewhere. */
const calls = ['rename', 'unlink', 'fsync', 'openat', 'fchmod'];

/** A call, and which one of its kind. */
interface Moment {
  readonly call: string;
  readonly nth: number;
}

/** Rebuilds under strace, which kills it at a moment, or tells all there are. */
function rebuild(killAt?: Moment): { readonly status: number | null; readonly moments: readonly Moment[] } {
  const trace = sandbox.path('trace.txt');
  const kill = killAt === undefined ? [] : ['-e', `inject=${killAt.call}:signal=KILL:when=${killAt.nth}`];
  const strace = ['-f', '-qq', '-o', trace, '-e', `trace=${calls.join(',')}`, ...kill];
  const node = [process.execPath, join(packageRoot, 'bin/clistack.js'), 'MasterBin.Rebuild', '--quiet'];
  const { status } = spawnSync('strace', [...strace, ...node], { env: env(), cwd: sandbox.home, stdio: 'ignore' });
  const lines = readFileSync(trace, 'utf8').split('\n');
  // strace counts each call by thread, and all changes are made by the first one.
  const [first = ''] = (lines[0] ?? '').split(' ', 1);
  const counts = new Map<string, number>();
  const moments = lines.flatMap((line): readonly Moment[] => {
    const call = line.startsWith(`${first} `) ? /^\d+ +(\w+)\(/.exec(line)?.[1] : undefined;
    if (call === undefined) return [];
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    return [{ call, nth }];
  });
  return { status, moments };
}

/** What each tool that is in every version says, called by its wrapper. One shell calls all of them. */
function answers(): readonly string[] {
  const calls = Array.from({ length: tools }, (_, index) => `"$1/tool-${index}" || echo "tool-${index} is broken"`);
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', calls.join('\n'), '-', bin()], { encoding: 'utf8' });
  return [...stdout.trim().split('\n'), ...(stderr === '' ? [] : [stderr])];
}

it(`leaves every tool callable, in its old or its new version, after ${kills} kills at random moments`, () => {
  makeVersion(0);
  makeVersion(1);
  expect(rebuild().status).toBe(0);
  sandbox.config({ masterbin: { sources: [sandbox.path('v1')] } });
  const whole = rebuild();
  expect(whole.status).toBe(0);
  let killed = 0;
  let mixed = 0;
  for (let round = 0; round < kills; round += 1) {
    sandbox.config({ masterbin: { sources: [sandbox.path(`v${round % 2}`)] } });
    // Half of the kills fall on the changes themselves, which are a small part of the time.
    const pool = round % 4 < 2 ? whole.moments : whole.moments.filter(({ call }) => call === 'rename');
    const { status } = rebuild(pool[Math.floor(Math.random() * pool.length)]);
    const said = answers();
    const fine = said.filter((line, index) => /^v[01] tool-\d+$/.test(line) && line.endsWith(` tool-${index}`));
    expect(said).toEqual(fine);
    expect(said).toHaveLength(tools);
    killed += Number(status !== 0);
    mixed += Number(new Set(said.map((line) => line.slice(0, 2))).size > 1);
  }
  // Some came in the very middle, where a part of the wrappers is new.
  expect(killed).toBeGreaterThan(kills / 2);
  expect(mixed).toBeGreaterThan(0);

  sandbox.config({ masterbin: { sources: [sandbox.path('v0')] } });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(packageRoot, 'bin/clistack.js'), 'MasterBin.Rebuild'],
    { env: env(), cwd: sandbox.home, encoding: 'utf8' },
  );
  // None of our wrappers was ever taken for the user's.
  expect({ status, stderr: /left .* as it is/.test(stderr), stdout }).toMatchObject({ status: 0, stderr: false });
  expect(new Set(answers().map((line) => line.slice(0, 2)))).toEqual(new Set(['v0']));
  const names = readdirSync(bin());
  expect(names).toHaveLength(tools + guests + 1);
  expect(names.filter((name) => name.endsWith('.clistack-tmp'))).toEqual([]);
  const list = JSON.parse(readFileSync(join(bin(), '.clistack-bin.json'), 'utf8')) as { before: object };
  expect(list.before).toEqual({});
  expect(existsSync(join(bin(), 'guest-1-0'))).toBe(false);
}, 600_000);
