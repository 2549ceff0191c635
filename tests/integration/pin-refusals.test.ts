import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { compileValidator } from '../../lib/config/validator';
import { fileDigest, treeIntegrity } from '../../lib/pin/lock-integrity';
import { schemas as pinSchemas } from '../../lib/pin/schemas';
import { createRealSystem } from '../../lib/system/real';
import { schemas as updateSchemas } from '../../lib/update/schemas';
import { documentOf } from '../support/sandbox';
import { changedPaths } from '../support/snapshot';
import { createToolHome, type ToolHome } from '../support/tool-home';

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  for (const version of ['1.0.0', '1.1.0', '1.2.0']) home.npm.publish('demo', version);
  configure('1.0.0');
  await home.clistack(['Pin.Sync']);
  await home.clistack(['Pin.Lock']);
});
afterAll(() => home.close());

const lockFile = '.config/clistack/pins.lock.json';
const tools = '.local/share/clistack/tools/npm';

function configure(pin: unknown, tools: readonly string[] = ['demo']): void {
  home.config({ tools: { npm: tools }, pins: { npm: { demo: pin } } });
}

const say = (): string =>
  execFileSync(home.path(tools, 'demo/node_modules/.bin/demo'), [], { env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, encoding: 'utf8' }).trim(); // prettier-ignore

async function end(...args: readonly string[]): Promise<string> {
  const { exit_code, error } = documentOf(await home.clistack([...args, '--json']));
  return `${exit_code} ${(error as { readonly code?: string } | null)?.code ?? ''}`.trim();
}

it('writes a lock and a report that keep their schemas', async () => {
  await home.clistack(['Update.Check']);
  for (const [path, schema] of [
    [lockFile, pinSchemas['pins-lock']],
    ['.local/state/clistack/reports/updates.json', updateSchemas.updates],
  ] as const) {
    const validate = compileValidator(schema);
    expect(validate(JSON.parse(home.read(path))) ? [] : validate.errors).toEqual([]);
  }
});

it('installs nothing by a lock that someone changed', async () => {
  const lock = home.read(lockFile);
  home.write(lockFile, lock.replace(/sha512-[^"]{8}/, 'sha512-AAAAAAAA'));
  expect(await end('Pin.Sync')).toBe('502 PIN020');
  expect(await end('Pin.DriftFail')).toBe('502 PIN020');
  home.write(lockFile, lock);
  expect(await end('Pin.DriftFail')).toBe('0');
});

it('refuses a lock whose hashes were all made to fit, when the package comes', async () => {
  const lock = home.read(lockFile);
  const entry = (JSON.parse(lock) as { readonly tools: readonly { readonly packages: readonly { readonly integrity: readonly string[] }[] }[] }).tools[0]; // prettier-ignore
  const real = entry?.packages[0]?.integrity[0] ?? '';
  const forged = `sha512-${Buffer.from('x'.repeat(64)).toString('base64')}`;
  home.write(lockFile, forge(lock.replaceAll(real, forged)));
  rmSync(home.path(tools), { recursive: true });
  rmSync(home.path('.npm'), { recursive: true });

  expect(await end('Pin.Sync')).toBe('504 PIN012');

  home.write(lockFile, lock);
  expect(await end('Pin.Sync')).toBe('0');
  expect(say()).toBe('demo 1.0.0');
});

it('keeps the old version when other bytes come than were published', async () => {
  configure('1.1.0');
  home.npm.tamper('demo', '1.1.0');
  expect(await end('Pin.Sync')).toBe('504 PIN012');
  expect(say()).toBe('demo 1.0.0');
  expect(await end('Pin.DriftFail')).toBe('203');
});

it.each([
  ['a number', 1.1, '502 CFG001'],
  ['a tag', 'latest', '502 PIN021'],
  ['a version that is not there', '9.9.9', '504 PIN011'],
  ['a range that nothing fits', '^9', '504 PIN014'],
])('says what is wrong with a pin that is %s, and leaves the tool', async (_, pin, expected) => {
  configure(pin);
  expect(await end('Pin.Sync')).toBe(expected);
  expect(say()).toBe('demo 1.0.0');
});

it('tells the one who wrote a number what to write', async () => {
  configure(1.1);
  const { stderr } = await home.clistack(['Pin.Report']);
  expect(stderr).toContain('the value is a number and has to be a text (found 1.1; allowed: a text in quotes');
});

it('ends with 504 without a network, and has touched nothing', async () => {
  home.npm.publish('settled', '1.0.0');
  configure('1.0.0', ['demo', 'settled']);
  expect(await end('Pin.Sync')).toBe('0');
  // A tool that is as it should be is no part of what went well: nothing was done.
  configure('1.2.0', ['demo', 'settled']);
  const before = home.tree();
  await home.npm.close();
  rmSync(home.path('.npm'), { recursive: true });
  expect(await end('Pin.Sync')).toBe('504 PIN010');
  expect(await end('Pin.Lock', '--from', 'config')).toBe('504 PIN010');
  expect(await end('Update.Check')).toBe('504 PIN010');
  expect(await end('Update.All')).toBe('504 PIN010');
  expect(changedPaths(before, home.tree()).filter((path) => !path.startsWith('.npm'))).toEqual([]);
  expect(say()).toBe('demo 1.0.0');
});

/** Gives every tree and every file of a changed lock the hashes that it would have to have. */
function forge(text: string): string {
  const system = createRealSystem();
  const lock = JSON.parse(text) as { readonly tools: { integrity: string; packages: never[]; file: { sha256: string; lines: string[] } }[] }; // prettier-ignore
  for (const entry of lock.tools) {
    entry.integrity = treeIntegrity(system, entry.packages);
    entry.file.sha256 = fileDigest(system, entry.file.lines.join('\n'));
  }
  return JSON.stringify(lock);
}
