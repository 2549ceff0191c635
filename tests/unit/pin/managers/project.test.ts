import { basename, join } from 'node:path';
import { installProject, removeProject, sweepStore } from '../../../../lib/pin/project';
import { flawOfProject, listProjects, textInProject, type ReadProject } from '../../../../lib/pin/read-project';
import { listItems } from '../../../../lib/quarantine';
import { unreadable, unwritable } from '../../../../lib/system/faults';
import { temporaryBeside } from '../../../../lib/system/temporaries';
import type { InstalledTool } from '../../../../lib/pin';
import { memoryWorld, tools, type MemoryWorld } from './world';

const read: ReadProject = ({ files }, folder) => {
  const path = join(folder, 'version');
  if (files.stat(path) === undefined) return { flaw: 'it names no version' };
  return { version: files.read(path).toString(), programs: [{ name: 'demo', path: 'version' }] };
};

const npm = { name: 'npm', scheme: 'semver' } as const;
let world: MemoryWorld;
beforeEach(() => {
  world = memoryWorld();
});

const install = (version: string, tool = 'demo', came = version): Promise<InstalledTool> =>
  installProject(world, npm, { tool, version, timeoutMs: 1, progress: () => undefined }, read, (folder) => {
    world.system.files.write(join(folder, 'version'), came);
    return Promise.resolve();
  });
const store = (): readonly string[] => world.system.files.list(join(tools, 'npm', '.store')).map(({ name }) => name);
const quarantined = (): readonly string[] =>
  listItems(world.system, world.paths).map(({ manifest }) => manifest.reason);

it('puts a link in the place of the tool, and names its programs through it', async () => {
  const installed = await install('1.0.0');
  const folder = join(tools, 'npm', 'demo');
  expect(installed).toEqual({
    tool: 'demo', version: '1.0.0', owner: 'ours', folder, programs: [{ name: 'demo', path: join(folder, 'version') }],
  }); // prettier-ignore
  expect(world.system.links.read(folder)).toMatch(/\/npm\/\.store\/demo@1\.0\.0-[0-9a-f]{8}$/);
});

it('keeps a scope of npm as a folder of links', async () => {
  await install('1.0.0', '@scope/demo');
  expect(listProjects(world, 'npm', read).map(({ tool }) => tool)).toEqual(['@scope/demo']);
  expect(store()).toEqual([expect.stringMatching(/^@scope\+demo@/)]);
});

it('quarantines the version before', async () => {
  await install('1.0.0');
  await install('2.0.0');
  expect(listProjects(world, 'npm', read).map(({ version }) => version)).toEqual(['2.0.0']);
  expect(store().length).toBe(1);
  expect(quarantined()).toEqual(['the version of demo before']);
});

it('quarantines what lies in the place of a tool and is no link of ours', async () => {
  world.system.files.makeFolder(join(tools, 'npm', 'demo'));
  world.system.files.write(join(tools, 'npm', 'demo', 'mine'), 'mine');
  await install('1.0.0');
  expect(quarantined()).toEqual(["in the place of npm's demo"]);
});

it.each([['another version came', '1.9.9', '1.9.9 came in the place of 2.0.0']])(
  'refuses when %s, and keeps the old one',
  async (_, came, reason) => {
    await install('1.0.0');
    await expect(install('2.0.0', 'demo', came)).rejects.toMatchObject({ code: 'PIN013', data: { reason } });
    expect(listProjects(world, 'npm', read).map(({ version }) => version)).toEqual(['1.0.0']);
    expect(store().length).toBe(1);
  },
);

it('takes another spelling of a version for that version', async () => {
  expect(await install('1.0.0', 'demo', 'v1.0.0+build.7')).toMatchObject({ version: 'v1.0.0+build.7' });
});

it('refuses what is not whole', async () => {
  const build = (): Promise<void> => Promise.resolve();
  const request = { tool: 'demo', version: '1.0.0', timeoutMs: 1, progress: () => undefined };
  await expect(installProject(world, npm, request, read, build)).rejects.toMatchObject({ code: 'PIN013' });
  // Nor is a folder left that was made for it.
  expect(world.system.files.stat(tools)).toBeUndefined();
});

it('leaves the folder for tools that was there before', async () => {
  world.system.files.makeFolder(tools);
  const request = { tool: 'demo', version: '1.0.0', timeoutMs: 1, progress: () => undefined };
  const install = installProject(world, npm, request, read, () => Promise.resolve());
  await expect(install).rejects.toMatchObject({ code: 'PIN013' });
  expect(world.system.files.list(tools)).toEqual([]);
});

it('does not list a project that is not whole, nor files of others', async () => {
  await install('1.0.0');
  world.system.files.remove(join(tools, 'npm', 'demo', 'version'));
  world.system.files.write(join(tools, 'npm', 'note.txt'), 'x');
  world.system.files.makeFolder(join(tools, 'npm', 'plain'));
  expect(listProjects(world, 'npm', read)).toEqual([]);
});

it('quarantines what a killed run left, and nothing that is in use', async () => {
  await install('1.0.0');
  world.system.files.makeFolder(join(tools, 'npm', '.store', 'demo@2.0.0-half'));
  sweepStore(world, 'npm');
  expect(store()).toEqual([expect.stringMatching(/^demo@1/)]);
  expect(quarantined()).toEqual(['left over by a run that was ended']);
});

it('removes what a killed run left beside the store, and nothing that somebody is at work on', async () => {
  await install('1.0.0');
  const { files, machine } = world.system;
  const beside = (pid: number): string => temporaryBeside(join(tools, 'npm', '.shared'), pid, 'a'.repeat(24));
  for (const pid of [machine.pid, machine.pid + 1]) files.makeFolder(join(beside(pid), 'libs'));
  expect(sweepStore(world, 'npm')).toEqual([]);
  expect([machine.pid, machine.pid + 1].map((pid) => files.stat(beside(pid))?.kind)).toEqual(['folder', undefined]);
});

it('keeps what is in use in a home that is reached by another path', async () => {
  await install('1.0.0');
  await install('1.0.0', '@s/relative');
  const { files, links } = world.system;
  const scoped = join(tools, 'npm', '@s', 'relative');
  links.retarget(scoped, join('..', '.store', basename(links.read(scoped) ?? '')));
  links.make('/alias', '/home/ada');
  const there = { ...world, paths: { ...world.paths, tools: tools.replace('/home/ada', '/alias') } };
  files.makeFolder(join(tools, 'npm', '.store', 'demo@2.0.0-half'));
  expect(sweepStore(there, 'npm')).toEqual([]);
  expect(listProjects(world, 'npm', read).map(({ tool }) => tool)).toEqual(['@s/relative', 'demo']);
  expect(store().length).toBe(2);
  world = there;
  await install('2.0.0');
  removeProject(world, 'npm', '@s/relative');
  expect(store()).toEqual([expect.stringMatching(/^demo@2\.0\.0-[0-9a-f]{8}$/)]);
});

it.each([
  ['nothing', '/gone'],
  ['elsewhere', '/home'],
])('sweeps nothing while a link leads to %s', async (_, target) => {
  await install('1.0.0');
  world.system.links.retarget(join(tools, 'npm', 'demo'), target);
  expect(sweepStore(world, 'npm')).toMatchObject([{ code: 'PIN024', exit: 506 }]);
  expect(store().length).toBe(1);
});

it('sweeps nothing where nothing was ever installed', () => {
  expect(() => {
    sweepStore(world, 'npm');
  }).not.toThrow();
});

it('removes only links into its own store with their folders', async () => {
  await install('1.0.0');
  removeProject(world, 'npm', 'demo');
  expect([store(), quarantined()]).toEqual([[], ['demo was removed']]);
  world.system.files.makeFolder('/elsewhere');
  world.system.links.make(join(tools, 'npm', 'mine'), '/elsewhere');
  removeProject(world, 'npm', 'mine');
  expect(world.system.files.stat('/elsewhere')?.kind).toBe('folder');
});

describe('a project that cannot be read', () => {
  const path = join(tools, 'npm', 'demo', 'version');
  const bad: ReadProject = (system, folder, tool) => {
    if (tool === 'demo') throw unreadable({ path, reason: 'permission denied' });
    return read(system, folder, tool);
  };

  it('is not whole, and the others are listed', async () => {
    for (const tool of ['demo', '@s/other']) await install('1.0.0', tool);
    expect(listProjects(world, 'npm', bad).map(({ tool }) => tool)).toEqual(['@s/other']);
    expect(flawOfProject(world, 'npm', bad, 'demo')).toBe(`cannot read ${path}: permission denied`);
    expect(['@s/other', 'none'].map((tool) => flawOfProject(world, 'npm', bad, tool))).toEqual([undefined, undefined]);
  });

  it('says nothing by a file that is none', async () => {
    await install('1.0.0');
    world.system.files.makeFolder(join(tools, 'npm', '.store', 'x'));
    world.system.links.retarget(join(tools, 'npm', 'demo'), join(tools, 'npm'));
    expect(textInProject(world, 'npm', 'demo', '.store')).toBeUndefined();
  });

  it('is no project of ours where no link lies', () => {
    world.system.files.makeFolder(join(tools, 'npm', 'demo'));
    expect(flawOfProject(world, 'npm', read, 'demo')).toBe(`${join(tools, 'npm', 'demo')} is no link of ours`);
  });
});

describe('what cannot be moved', () => {
  /** The same world, but one path that nobody may touch. */
  const closed = (locked: string): MemoryWorld => {
    const { files } = world.system;
    const move: typeof files.move = (from, to) => {
      if (from.startsWith(locked)) throw unwritable({ path: from, reason: 'permission denied' });
      files.move(from, to);
    };
    const list: typeof files.list = (folder) => {
      if (folder === locked) throw unreadable({ path: folder, reason: 'permission denied' });
      return files.list(folder);
    };
    return { ...world, system: { ...world.system, files: { ...files, move, list } } };
  };

  it('stays in the way of nobody, without a trace in quarantine', async () => {
    await install('1.0.0');
    const left = join(tools, 'npm', '.store', 'demo@2.0.0-half');
    for (const name of ['demo@2.0.0-half', 'demo@3.0.0-half'])
      world.system.files.makeFolder(join(tools, 'npm', '.store', name));
    expect(sweepStore(closed(left), 'npm').map(({ data }) => data['path'])).toEqual([left]);
    expect(store()).toEqual([expect.stringMatching(/^demo@1/), 'demo@2.0.0-half']);
    expect(world.system.files.list(world.paths.quarantine).length).toBe(1);
  });

  it('keeps no new version from its place', async () => {
    await install('1.0.0');
    const old = world.system.links.read(join(tools, 'npm', 'demo')) ?? '';
    world = closed(old);
    await install('2.0.0');
    expect(listProjects(world, 'npm', read).map(({ version }) => version)).toEqual(['2.0.0']);
    expect(store().length).toBe(2);
  });

  it('and nothing else is swept where nobody can tell what is in use', async () => {
    await install('1.0.0', '@s/demo');
    const scope = join(tools, 'npm', '@s');
    expect(sweepStore(closed(scope), 'npm').map(({ data }) => data['path'])).toEqual([scope]);
    expect([store().length, listProjects(closed(scope), 'npm', read)]).toEqual([1, []]);
  });
});
