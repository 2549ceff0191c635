import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { describeUnless, oracleBin } from '../support/oracles';
import { bringSettings, reachedEnv, realSources, type RealSource } from '../support/packages/real';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

const path = [oracleBin, dirname(process.execPath), '/usr/bin', '/bin'].join(':');
const env = { ...reachedEnv, PATH: path, npm_config_fetch_retries: '1' };

for (const source of realSources)
  describeUnless(source.whyNot(), `pins of ${source.manager} against the registry that this machine reaches`, () => {
    loop(source);
  });

function loop({ manager, tool, old, newer, program, words, says, spoil }: RealSource): void {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    bringSettings(sandbox);
  });
  afterAll(() => {
    sandbox.dispose();
  });
  const folder = (): string => sandbox.path('.local/share/clistack/tools', manager, tool);
  const pin = (version: string): void => {
    sandbox.config({ tools: { [manager]: [tool] }, pins: { [manager]: { [tool]: version } } });
  };
  const document = async (...args: readonly string[]): Promise<ReturnType<typeof documentOf>> =>
    documentOf(await sandbox.run('clistack', [...args, '--json'], { env }));
  const status = async (...args: readonly string[]): Promise<number> => (await document(...args)).exit_code;
  const say = (): string =>
    execFileSync([folder(), ...program].join('/'), words, { env: { PATH: path }, encoding: 'utf8' });
  const row = async (): Promise<unknown> =>
    ((await document('Pin.Report'))['data'] as { readonly rows: readonly unknown[] }).rows[0];

  it('installs the exact version, and reports it', async () => {
    pin(old);
    expect(await status('Pin.Sync')).toBe(0);
    expect(say()).toContain(says(old));
    expect(await row()).toMatchObject({ source: manager, tool, installed: old, wanted: old, action: 'keep' });
    expect(await status('Pin.Lock')).toBe(0);
  }, 120_000);

  it('finds what was spoilt, and mends it from the lock', async () => {
    spoil(folder());
    expect(await status('Pin.DriftFail')).toBe(203);
    expect(await status('Pin.Sync')).toBe(0);
    expect(say()).toContain(says(old));
    expect(await status('Pin.DriftFail')).toBe(0);
    expect(await status('Pin.Lock', '--check')).toBe(0);
  }, 120_000);

  it('follows its pin, finds updates and takes them back', async () => {
    pin(newer);
    expect(await status('Pin.DriftFail')).toBe(203);
    expect(await status('Pin.Sync')).toBe(0);
    expect(say()).toContain(says(newer));
    expect(await status('Pin.Lock', '--check')).toBe(0);
    sandbox.config({ tools: { [manager]: [tool] }, update: { unknownAge: 'allow' } });
    expect(await status('Update.Check', '--exit-code')).toBe(204);
    expect(await status('Update.All')).toBe(0);
    expect(say()).not.toContain(says(newer));
    expect(await status('Undo.Run')).toBe(0);
    expect(say()).toContain(says(newer));
  }, 240_000);
}
