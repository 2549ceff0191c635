import { buildProject } from '../../../../lib/pin/npm/build-project';
import type { RunOptions } from '../../../../lib/system/ports/processes';
import { memoryWorld, type MemoryWorld } from './world';

const entry = { version: '1.0.0', integrity: 'sha512-a' };

interface Npm {
  /** What it runs on. */
  readonly versions: string;
  /** What it says where it is asked for the packages that are missing, once for each time; it has them where nothing is left. */
  readonly fetches?: readonly (keyof typeof fetched)[];
}

const fetched = {
  'it has them': { status: 0 },
  'it has them not': { status: 1, stderr: 'npm error code ENOTCACHED\n' },
  'others come': { status: 1, stderr: 'npm error code EINTEGRITY\n' },
  'no answer comes': { status: 1, stderr: 'npm error code ECONNREFUSED\n' },
  'its program fails': { status: 1, stderr: 'npm error a loss of reason\n' },
};

/** Has npm leave an optional package out that has these fields; answers the note of that, and how often npm was started. */
async function buildWithout(
  more: object,
  { versions, fetches = [] }: Npm,
): Promise<{ readonly note: string | undefined; readonly starts: number }> {
  const packages = {
    '': { dependencies: { demo: '1.0.0' } },
    'node_modules/demo': { ...entry, optionalDependencies: { native: '1.0.0' } },
    'node_modules/native': { ...entry, optional: true, ...more },
  };
  const locked = ['demo', 'native'].map((name) => ({
    key: `node_modules/${name}`,
    name,
    version: '1.0.0',
    integrity: ['sha512-a'],
  }));
  let starts = 0;
  const answers = [...fetches];
  const npm = ([command]: readonly string[], { cwd }: RunOptions) => {
    starts += 1;
    if (cwd !== '/p') return fetched[answers.shift() ?? 'it has them'];
    return { stdout: command === 'version' ? versions : '' };
  };
  const files = { '/p/node_modules/demo/package.json': '{"name":"demo","version":"1.0.0"}' };
  const world: MemoryWorld = memoryWorld({ files, programs: { npm } });
  const lock = { tool: 'demo', version: '1.0.0', packages: locked, file: JSON.stringify({ packages }) };
  const request = { tool: 'demo', version: '1.0.0', timeoutMs: 1000, progress: () => undefined, lock };
  await buildProject(world, '/p', request);
  const path = '/p/left-out.txt';
  return { note: world.system.files.stat(path) && world.system.files.readText(path), starts };
}

const ours = JSON.stringify({ npm: '11.0.0', node: '20.1.0' });

it.each<readonly [string, object, string]>([
  ['another Node', { engines: { node: '>=22' } }, ours],
  ['another npm', { engines: { node: '>=18', npm: '^9' } }, ours],
  ['a Node that nobody can read', { engines: { node: 'the newest' } }, ours],
  ['some Node, and npm does not say on which it runs', { engines: { node: '>=18' } }, 'nothing'],
  ['whoever can build it', { hasInstallScript: true }, ours],
])('a package that npm left out is noted where it is for %s', async (_, more, versions) => {
  expect((await buildWithout(more, { versions })).note).toBe('node_modules/native\n');
});

it.each<readonly [string, object, string]>([
  ['this Node', { engines: { node: '>=18' } }, ours],
  ['a prerelease of this Node', { engines: { node: '>=18' } }, ours.replace('20.1.0', '21.0.0-nightly')],
  ['this Node and npm', { engines: { node: '20.x', npm: '>=11' } }, ours],
  ['all of them', { engines: { node: '' } }, ours],
])('a package that npm left out has it fail where it is for %s', async (_, more, versions) => {
  await expect(buildWithout(more, { versions })).rejects.toMatchObject({ code: 'PIN013' });
});

it('npm is not asked on what it runs where that decides nothing', async () => {
  expect(await buildWithout({ os: ['darwin'] }, { versions: ours })).toEqual({ note: undefined, starts: 1 });
  expect(await buildWithout({ hasInstallScript: true }, { versions: ours })).toMatchObject({ starts: 2 });
});

describe('a package with a script that is missing', () => {
  const build = (fetches: Npm['fetches']) =>
    buildWithout({ hasInstallScript: true }, { versions: ours, ...(fetches === undefined ? {} : { fetches }) });

  it.each<readonly [string, NonNullable<Npm['fetches']>]>([
    ['lies in the cache of npm', ['it has them']],
    ['can be had and is not kept', ['it has them not', 'it has them', 'it has them not']],
  ])('is noted as left out where it %s', async (_, fetches) => {
    expect((await build(fetches)).note).toBe('node_modules/native\n');
  });

  it.each<readonly [string, NonNullable<Npm['fetches']>, string]>([
    ['other bytes come of it', ['it has them not', 'others come'], 'PIN012'],
    ['other bytes of it were kept, and come again', ['others come', 'others come'], 'PIN012'],
    ['nobody sends it', ['it has them not', 'no answer comes'], 'PIN010'],
    ['it can be had now, and could not be before', ['it has them not', 'it has them', 'it has them'], 'PIN013'],
    ['npm fails in any other way', ['its program fails'], 'PIN013'],
  ])('has the install fail where %s', async (_, fetches, code) => {
    await expect(build(fetches)).rejects.toMatchObject({ code });
  });
});
