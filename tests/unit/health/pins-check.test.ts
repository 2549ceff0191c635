import pinsDrift from '../../../lib/health/checks/hc021-pins-drift';
import type { Finding } from '../../../lib/health/check';
import { home, sourceFiles, type WorldOptions } from '../config/world';
import { factsOf } from './facts';

const npm = `${home}/.local/share/clistack/tools/npm`;
const store = `${npm}/.store/demo@1.0.0-abcd`;
const lock = { packages: { 'node_modules/demo': { version: '1.0.0', integrity: 'sha512-AAAA' } } };
const installed = {
  files: {
    [`${store}/package-lock.json`]: JSON.stringify(lock),
    [`${store}/node_modules/demo/package.json`]: '{ "version": "1.0.0" }',
  },
  links: { [`${npm}/demo`]: store },
};

/** The managers themselves are files of ours. */
const look = async (options: WorldOptions): Promise<readonly Finding[]> =>
  pinsDrift.run(factsOf({ ...options, files: { ...sourceFiles, ...options.files } }));

const pinned = (pin: string): Readonly<Record<string, unknown>> => ({
  tools: { npm: ['demo'] },
  pins: { npm: { demo: pin } },
});

it('says nothing where no tool is listed, nor of tools as pinned', async () => {
  expect(await look({})).toEqual([]);
  expect(await look({ ...installed, config: pinned('1.0.0') })).toEqual([]);
});

it('names a tool that is missing', async () => {
  expect(await look({ config: pinned('1.0.0') })).toEqual([
    {
      severity: 'warning',
      message: 'npm:demo drifts: it is not installed',
      evidence: { manager: 'npm', tool: 'demo', installed: null, wanted: '1.0.0', action: 'install' },
      fix: 'npx just Pin.Sync',
    },
  ]);
});

it('names one in another version, and one with other files', async () => {
  expect(await look({ ...installed, config: pinned('^2.0.0') })).toMatchObject([
    { message: 'npm:demo drifts: 1.0.0 is installed, the pin is ^2.0.0' },
  ]);
  const other = { packages: { ...lock.packages, 'node_modules/lib': { version: '1.0.0' } } };
  const files = { ...installed.files, [`${store}/package-lock.json`]: JSON.stringify(other) };
  expect(await look({ ...installed, files, config: pinned('1.0.0') })).toMatchObject([
    { message: 'npm:demo drifts: node_modules/lib is not what its lock says', evidence: { action: 'repair' } },
  ]);
});

it('names one whose files were damaged', async () => {
  const files = { ...installed.files, [`${store}/file-sizes.txt`]: '9 node_modules/demo/cli.js\n' };
  expect(await look({ ...installed, files, config: pinned('1.0.0') })).toMatchObject([
    { message: 'npm:demo drifts: node_modules/demo/cli.js is gone or not of the size that was installed' },
  ]);
});

it('could not check by a pin that nobody can read', async () => {
  await expect(look({ ...installed, config: pinned('latest') })).rejects.toMatchObject({ code: 'PIN021' });
});
