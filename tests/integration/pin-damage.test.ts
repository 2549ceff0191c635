import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readlinkSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentOf } from '../support/sandbox';
import { createToolHome, type ToolHome } from '../support/tool-home';

const tools = '.local/share/clistack/tools/npm';
const manifest = `${tools}/demo/node_modules/demo/package.json`;
/** As root nothing is closed: then the commands are typed by a user who is not. */
const isRoot = process.getuid?.() === 0;
const wrap = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  for (const name of ['demo', 'other']) home.npm.publish(name, '1.0.0');
  home.config({ tools: { npm: ['demo', 'other'] } });
  chmodSync(home.home, 0o755);
  own();
  await home.clistack(['Pin.Sync'], { wrap });
  // Newer ones, which no repair may take.
  for (const name of ['demo', 'other']) home.npm.publish(name, '2.0.0', { time: '2026-01-01T00:00:00.000Z' });
});
afterAll(() => home.close());

function own(): void {
  if (isRoot) execFileSync('chown', ['-R', '65534:65534', home.home]);
}

interface Ended {
  readonly exit_code: number;
  readonly data: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}
const type = async (...args: readonly string[]): Promise<Ended> =>
  documentOf(await home.clistack([...args, '--json'], { wrap })) as unknown as Ended;
const rows = ({ data }: Ended): readonly string[] =>
  (data['rows'] ?? []).map(({ tool, installed, action }) => `${String(tool)} ${String(installed)} ${String(action)}`);
const say = (): string =>
  execFileSync(home.path(tools, 'demo/node_modules/.bin/demo'), [], { env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, encoding: 'utf8' }).trim(); // prettier-ignore

const whole = ['demo 1.0.0 keep', 'other 1.0.0 keep'];
const reasons = new Set<string>();

describe.each<readonly [string, string, (path: string) => void, string]>([
  ['a package.json that nobody may read', manifest, (path) => { chmodSync(path, 0o000); }, 'cannot read '],
  ['a folder that nobody may open', dirname(manifest), (path) => { chmodSync(path, 0o000); }, 'cannot read '],
  ['a folder in the place of package.json', manifest, (path) => { rmSync(path); mkdirSync(path); }, 'it is a folder'],
  ['a link that leads in a circle', manifest, (path) => { rmSync(path); symlinkSync('package.json', path); }, 'too many links'],
  ['half a package.json', manifest, () => { home.write(manifest, '{ "name": "de'); }, 'is gone or damaged'],
  ['an empty package.json', manifest, () => { home.write(manifest, ''); }, 'is gone or damaged'],
])('%s of one tool', (_, path, damage, reason) => {
  beforeAll(() => {
    damage(home.path(path));
    own();
  });

  it('is one row with its reason, and the other rows are whole', async () => {
    const report = await type('Pin.Report');
    expect([report.exit_code, rows(report)]).toEqual([0, ['demo null repair', 'other 1.0.0 keep']]);
    expect(report.data['rows']?.[0]?.['reason']).toMatch(/^what is installed is not whole: /);
    expect(report.data['rows']?.[0]?.['reason']).toContain(reason);
  });

  it('is drift, and no reason not to look for updates of the others', async () => {
    const drift = await type('Pin.DriftFail');
    expect([drift.exit_code, drift.data['drift']]).toEqual([203, [expect.objectContaining({ tool: 'demo' })]]);
    // Of updates one of each reason: they know a damaged tool by its row alone.
    if (reasons.has(reason)) return;
    reasons.add(reason);
    const check = await type('Update.Check');
    expect(check.exit_code).toBe(205);
    expect(check.data['failed']).toEqual([expect.objectContaining({ tool: 'demo', code: 'PIN023' })]);
    expect(check.data['actionable']).toEqual([expect.objectContaining({ tool: 'other', target: '2.0.0' })]);
  });

  it('is put right by Pin.Sync, in the version that was there', async () => {
    const sync = await type('Pin.Sync');
    expect([sync.exit_code, sync.data['changed']]).toEqual([0, [expect.objectContaining({ tool: 'demo', to: '1.0.0' })]]);
    expect([say(), rows(await type('Pin.Report'))]).toEqual(['demo 1.0.0', whole]);
    // What could not be moved away keeps nobody from anything.
    expect((await type('Pin.Sync')).exit_code).toBe(0);
  });
}); // prettier-ignore

describe('a program that was emptied', () => {
  const program = `${tools}/demo/node_modules/demo/cli.js`;
  const reason = 'node_modules/demo/cli.js is gone or not of the size that was installed';
  beforeAll(() => {
    truncateSync(home.path(program));
  });

  it('is drift, which says what was found', async () => {
    const drift = await type('Pin.DriftFail');
    expect([drift.exit_code, drift.data['drift']]).toEqual([203, [expect.objectContaining({ tool: 'demo', reason })]]);
  });

  it('is seen by a report that reads everything, and by no other', async () => {
    expect(rows(await type('Pin.Report', '--fresh'))).toEqual(['demo 1.0.0 repair', 'other 1.0.0 keep']);
    expect(rows(await type('Pin.Report'))).toEqual(whole);
  });

  it('moves no lock: what is locked is the tree and not what lies there', async () => {
    expect((await type('Pin.Lock')).exit_code).toBe(0);
    expect((await type('Pin.Lock', '--check')).exit_code).toBe(0);
    expect((await type('Pin.DriftFail')).exit_code).toBe(203);
  });

  it('is put right by Pin.Sync without a registry, and nothing is drift afterwards', async () => {
    const hits = home.npm.hits.length;
    const sync = await type('Pin.Sync');
    expect([sync.exit_code, sync.data['changed']]).toEqual([0, [expect.objectContaining({ tool: 'demo', to: '1.0.0' })]]);
    expect([say(), home.npm.hits.length]).toEqual(['demo 1.0.0', hits]);
    expect((await type('Pin.DriftFail')).exit_code).toBe(0);
    rmSync(home.path('.config/clistack/pins.lock.json'));
  });
}); // prettier-ignore

it('takes a lock that nobody can read for none, and repairs without moving the version', async () => {
  const lock = home.path(join(tools, 'demo/package-lock.json'));
  rmSync(lock);
  mkdirSync(lock);
  own();
  expect(rows(await type('Pin.Report'))).toEqual(['demo 1.0.0 repair', 'other 1.0.0 keep']);
  expect((await type('Pin.Sync')).exit_code).toBe(0);
  expect([say(), rows(await type('Pin.Report'))]).toEqual(['demo 1.0.0', whole]);
});

it('repairs a link that leads to nothing, and tells nothing of it: what it left goes in the same run', async () => {
  const link = home.path(join(tools, 'demo'));
  const left = readlinkSync(link);
  rmSync(link);
  symlinkSync(`${left}-gone`, link);
  own();
  const { status, stderr } = await home.clistack(['Pin.Sync'], { wrap });
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('nothing is moved')]);
  expect([existsSync(left), say()]).toEqual([false, 'demo 2.0.0']);
});
