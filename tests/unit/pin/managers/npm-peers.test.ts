import { buildProject } from '../../../../lib/pin/npm/build-project';
import { memoryWorld } from './world';

const request = { tool: 'demo', version: '1.0.0', timeoutMs: 1000, progress: () => undefined };

/** How npm is started for a lock whose other package has these fields. */
async function startedFor(more: object): Promise<readonly string[]> {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const file = JSON.stringify({
    packages: { 'node_modules/demo': entry, 'node_modules/beside': { ...entry, ...more } },
  });
  const packages = ['beside', 'demo'].map((name) => ({
    key: `node_modules/${name}`,
    name,
    version: '1.0.0',
    integrity: ['sha512-a'],
  }));
  let started: readonly string[] = [];
  const npm = (args: readonly string[]) => {
    started = args;
    return {};
  };
  const world = memoryWorld({ files: { '/p/empty': '' }, programs: { npm } });
  // Nothing comes of it, so what is there is not what the lock names.
  const lock = { tool: 'demo', version: '1.0.0', packages, file };
  await expect(buildProject(world, '/p', { ...request, lock })).rejects.toMatchObject({ code: 'PIN013' });
  return started;
}

it.each([
  ['with the packages that others expect beside them', { peer: true }, '--no-legacy-peer-deps'],
  ['without them', {}, '--legacy-peer-deps'],
])('a lock %s is installed as it is, whatever npm does for the user', async (_, more, option) => {
  expect((await startedFor(more)).filter((arg) => arg.includes('peer-deps'))).toEqual([option]);
});
