import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

/** How this machine reaches its registry of npm: variables, and the user's own npmrc. */
const reached = Object.entries(process.env).filter(
  (entry): entry is [string, string] =>
    entry[1] !== undefined && /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|no)_proxy)$/i.test(entry[0]),
);
const npmrc = join(homedir(), '.npmrc');

/** Small, without dependencies, and long finished: what it answers will not change. */
const [tool, old, newer] = ['semver', '7.5.0', '7.6.0'];

function whyNot(): string | undefined {
  try {
    execFileSync('npm', ['view', `${tool}@${old}`, 'version', '--fetch-retries=0'], { timeout: 30_000, stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `the registry of npm cannot be reached: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`;
  }
}

const reason = whyNot();
const title = 'pins against the registry that this machine reaches';
if (reason !== undefined) process.stderr.write(`skipped: ${title}: ${reason}\n`);

(reason === undefined ? describe : describe.skip)(reason === undefined ? title : `${title} (${reason})`, () => {
  let sandbox: Sandbox;
  const env = { ...Object.fromEntries(reached), npm_config_fetch_retries: '1' };
  beforeAll(() => {
    sandbox = createSandbox();
    if (existsSync(npmrc)) sandbox.write('.npmrc', readFileSync(npmrc, 'utf8'), 0o600);
  });
  afterAll(() => {
    sandbox.dispose();
  });
  const pin = (version: string): void => {
    sandbox.config({ tools: { npm: [tool] }, pins: { npm: { [tool]: version } } });
  };
  const status = async (...args: readonly string[]): Promise<number> =>
    documentOf(await sandbox.run('clistack', [...args, '--json'], { env })).exit_code;
  const say = (): string =>
    execFileSync(sandbox.path('.local/share/clistack/tools/npm', tool, 'node_modules/.bin', tool), ['--help'], { env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` }, encoding: 'utf8' }); // prettier-ignore

  it('installs, moves, locks, finds updates and takes them back', async () => {
    pin(old);
    expect(await status('Pin.Sync')).toBe(0);
    expect(say()).toContain(`SemVer ${old}`);
    expect(await status('Pin.Lock')).toBe(0);
    pin(newer);
    expect(await status('Pin.DriftFail')).toBe(203);
    expect(await status('Pin.Sync')).toBe(0);
    expect(say()).toContain(`SemVer ${newer}`);
    expect(await status('Pin.Lock', '--check')).toBe(0);
    sandbox.config({ tools: { npm: [tool] }, update: { maxMajor: { [tool]: 'installed' }, unknownAge: 'allow' } });
    expect(await status('Update.Check', '--exit-code')).toBe(204);
    expect(await status('Update.All')).toBe(0);
    expect(say()).not.toContain(`SemVer ${newer}`);
    expect(await status('Undo.Run')).toBe(0);
    expect(say()).toContain(`SemVer ${newer}`);
  }, 240_000);
});
