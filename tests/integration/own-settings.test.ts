import { existsSync } from 'node:fs';
import { whyMissing } from '../support/oracles';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

const pipx = whyMissing('pipx') === undefined ? ['demo-py'] : [];

const ownSettings = [
  ...['location=global', 'omit=optional', 'dry-run=true', 'save=false', 'lockfile-version=1'],
  ...['install-strategy=linked', 'package-lock-only=true', 'bin-links=false'],
];

let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  if (pipx.length > 0) bringSharedPip(home);
  home.npm.publish('demo-extra', '1.0.0');
  home.npm.publish('demo', '1.0.0', { optionalDependencies: { 'demo-extra': '1.0.0' } });
  home.wheels.publish('demo-py', '1.0.0');
  home.config({ tools: { npm: ['demo'], pipx } });
});
afterAll(() => home.close());

it('settings that the user has for his own installs do not change what is ours', async () => {
  home.write('.npmrc', `registry=${home.npm.url}\n${ownSettings.join('\n')}\n`);
  home.write('pip.conf', '[global]\nuser = true\n');
  const env = { PIP_CONFIG_FILE: home.path('pip.conf') };
  for (const task of ['Pin.Sync', 'Pin.Lock', 'Pin.DriftFail']) {
    const { status, stderr } = await home.clistack([task], { env });
    expect([task, status, status === 0 ? '' : stderr]).toEqual([task, 0, '']);
  }
  const modules = home.path('.local/share/clistack/tools/npm/demo/node_modules');
  expect(existsSync(`${modules}/demo-extra/package.json`)).toBe(true);
});
