import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { InstallRequest, InstalledTool } from '../../lib/pin';
import { schemeOf } from '../../lib/versions';
import { describeWith } from '../support/oracles';
import { openBench, type ManagerBench } from '../support/packages/world';
import { sources } from '../support/packages/sources';
import { changedPaths, snapshot } from '../support/snapshot';
import { errorWith } from './matching';

describe.each(Object.keys(sources))('the manager %s', (name) => {
  describeWith(name, 'with real programs', () => {
    let bench: ManagerBench;
    let early: string;
    beforeAll(async () => {
      bench = await openBench(name);
      bench.source.publish('demo-lib', '1.0.0');
      for (const version of ['1.0.0', '1.2.0', '2.0.0']) bench.source.publish('demo-tool', version, ['demo-lib']);
      early = name === 'npm' || name === 'cargo' ? '3.0.0-beta.1' : '3.0.0b1';
      for (const tool of ['demo-tool', 'demo-early']) bench.source.publish(tool, early);
    });
    afterAll(() => bench.dispose());
    afterEach(async () => {
      for (const { tool } of bench.manager.listInstalled(bench.world)) await bench.manager.remove(bench.world, tool);
    });

    const request = (version: string, more: Partial<InstallRequest> = {}): InstallRequest => ({
      tool: 'demo-tool',
      version,
      timeoutMs: 120_000,
      progress: () => undefined,
      ...more,
    });
    const install = (version: string, more: Partial<InstallRequest> = {}): Promise<InstalledTool> =>
      bench.manager.install(bench.world, request(version, more));
    const say = (tool = 'demo-tool'): string => {
      const found = bench.manager.listInstalled(bench.world).find((one) => one.tool === tool);
      const [program] = found?.programs ?? [];
      if (program === undefined) throw new Error(`${tool} is not installed`);
      const env = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'), HOME: bench.home };
      return execFileSync(program.path, [], { env, encoding: 'utf8' }).trim();
    };
    const refused = (code: string): unknown => errorWith({ name: 'StackError', code });

    it('is there, and has nothing installed at first', () => {
      expect(bench.manager.find(bench.world)).toMatchObject({ found: true });
      expect(bench.manager.listInstalled(bench.world)).toEqual([]);
    });

    it('offers what its registry has', async () => {
      const { versions } = await bench.manager.newest(bench.world, 'demo-tool');
      const stable = versions.map(({ version }) => version).filter((version) => !version.startsWith('3'));
      expect(stable).toEqual(bench.manager.can.versions === 'all' ? ['1.0.0', '1.2.0', '2.0.0'] : ['2.0.0']);
      // The source of pipx is a folder, which keeps no times.
      const dated = versions.every(({ published }) => published !== undefined);
      expect(dated).toBe(bench.manager.can.dates && name !== 'pipx');
    });

    it('offers something that a range includes', async () => {
      const scheme = schemeOf(bench.manager.scheme);
      const range = scheme.range('~1.2');
      const { versions } = await bench.manager.newest(bench.world, 'demo-tool', range);
      expect(versions.map(({ version }) => version).filter((version) => range?.includes(version))).toEqual(['1.2.0']);
    });

    it('offers a tool that has prereleases alone, where it can tell of them', async () => {
      if (bench.manager.can.versions === 'newest') return;
      const { versions } = await bench.manager.newest(bench.world, 'demo-early');
      expect(versions.map(({ version }) => version)).toEqual([early]);
    });

    it('installs an exact version, upgrades and downgrades it', async () => {
      for (const version of ['1.0.0', '2.0.0', '1.2.0']) {
        expect(await install(version)).toMatchObject({ tool: 'demo-tool', version, owner: 'ours' });
        expect(say()).toBe(`demo-tool ${version}`);
        expect(bench.leftovers()).toEqual([]);
      }
      const [{ programs, folder } = { programs: [], folder: '' }] = bench.manager.listInstalled(bench.world);
      expect(folder).toBe(join(bench.tools, name, 'demo-tool'));
      expect(programs.map(({ path }) => path.startsWith(`${folder}/`))).toEqual([true]);
    });

    it('knows a version that is pinned in another spelling, and locks it in its own', async () => {
      if (bench.manager.scheme !== 'pep440') return;
      expect(await install('1.0')).toMatchObject({ version: '1.0.0' });
      const lock = await bench.manager.lockTree(bench.world, 'demo-tool', '1.0');
      expect(lock.version).toBe('1.0.0');
      expect(await install(lock.version, { lock })).toMatchObject({ version: '1.0.0' });
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([]);
    });

    it('fixes the whole tree by hashes, and installs exactly that', async () => {
      const lock = await bench.manager.lockTree(bench.world, 'demo-tool', '1.0.0');
      const names = lock.packages.map((locked) => locked.name);
      expect(names).toEqual(bench.manager.can.lock === 'tree' ? ['demo-lib', 'demo-tool'] : ['demo-tool']);
      expect(lock.packages.flatMap(({ integrity }) => integrity).length).toBeGreaterThanOrEqual(names.length);
      // A newer one of what it needs is no reason to take it.
      bench.source.publish('demo-lib', '1.0.1');
      await install('1.0.0', { lock });
      const facts = (of: typeof lock | undefined): unknown =>
        of?.packages.map(({ key, version, integrity }) => ({ key, version, integrity }));
      expect(facts(bench.manager.readLock(bench.world, 'demo-tool'))).toEqual(facts(lock));
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([]);
    });

    it('has no drift where it was installed without a lock and needs what its manager shares with all', async () => {
      if (bench.manager.scheme !== 'pep440') return;
      bench.source.publish('pip', '1.0.0');
      bench.source.publish('demo-needs-pip', '1.0.0', ['pip>=1']);
      await install('1.0.0', { tool: 'demo-needs-pip' });
      expect(bench.manager.readLock(bench.world, 'demo-needs-pip')?.packages.map(({ key }) => key)).toContain('pip');
      expect(bench.manager.driftOf(bench.world, 'demo-needs-pip')).toEqual([]);
    });

    it('refuses a lock that was tampered with, and keeps the old version', async () => {
      await install('1.0.0');
      const lock = await bench.manager.lockTree(bench.world, 'demo-tool', '2.0.0');
      const evil = (kind: string): string => `${kind}-${Buffer.alloc(kind === 'sha512' ? 64 : 32).toString('base64')}`;
      const packages = lock.packages.map((locked) => ({
        ...locked,
        integrity: locked.integrity.map((one) => evil(one.split('-', 1)[0] ?? '')),
      }));
      await expect(install('2.0.0', { lock: { ...lock, packages } })).rejects.toEqual(refused('PIN012'));
      expect([say(), bench.leftovers()]).toEqual(['demo-tool 1.0.0', []]);
    });

    it('refuses a package that is not the locked one, and keeps the old version', async () => {
      bench.source.publish('demo-evil', '1.0.0');
      bench.source.publish('demo-evil', '2.0.0');
      await install('1.0.0', { tool: 'demo-evil' });
      const lock = await bench.manager.lockTree(bench.world, 'demo-evil', '2.0.0');
      bench.source.tamper('demo-evil', '2.0.0');
      await expect(install('2.0.0', { tool: 'demo-evil', lock })).rejects.toEqual(refused('PIN012'));
      expect([say('demo-evil'), bench.leftovers()]).toEqual(['demo-evil 1.0.0', []]);
    });

    it('says that it does not know a tool, or a version of it', async () => {
      await expect(bench.manager.newest(bench.world, 'demo-nobody')).rejects.toEqual(refused('PIN011'));
      await expect(install('9.9.9')).rejects.toEqual(refused('PIN011'));
      expect(bench.leftovers()).toEqual([]);
    });

    it('is silent about no tool because another one is damaged, and says what is wrong with that', async () => {
      await install('1.0.0');
      await install('1.0.0', { tool: 'demo-lib' });
      const metadata = { npm: 'node_modules/demo-lib/package.json', cargo: '.crates2.json' }[name] ?? 'bin';
      for (const path of [metadata, lockNames[name] ?? '']) {
        const file = join(bench.tools, name, 'demo-lib', path);
        rmSync(file, { recursive: true });
        // Loops cannot be read by anybody, root included.
        symlinkSync(basename(file), file);
      }
      expect(bench.manager.listInstalled(bench.world).map(({ tool }) => tool)).toEqual(['demo-tool']);
      expect(bench.manager.flawOf(bench.world, 'demo-lib')).toMatch(
        /^cannot read \/.*: too many links in the path$|gone/,
      );
      expect(bench.manager.readLock(bench.world, 'demo-lib')).toBeUndefined();
      expect(['demo-tool', 'demo-none'].map((tool) => bench.manager.flawOf(bench.world, tool))).toEqual([
        undefined,
        undefined,
      ]);
      await install('1.0.0', { tool: 'demo-lib' });
      expect(bench.manager.listInstalled(bench.world).length).toBe(2);
    });

    it('removes a tool, and nothing when there is none', async () => {
      await install('1.0.0');
      await bench.manager.remove(bench.world, 'demo-tool');
      await bench.manager.remove(bench.world, 'demo-tool');
      expect(bench.manager.listInstalled(bench.world)).toEqual([]);
      expect(bench.leftovers()).toEqual([]);
    });

    it('is taken back by the journal, to the version before', async () => {
      await install('1.0.0');
      const before = snapshot(bench.tools);
      const { world, undo } = bench.journaled();
      await bench.manager.install(world, request('2.0.0'));
      expect(say()).toBe('demo-tool 2.0.0');
      expect((await undo()).refused).toEqual([]);
      expect(say()).toBe('demo-tool 1.0.0');
      expect(changedPaths(before, snapshot(bench.tools)).filter((path) => !path.includes('__pycache__'))).toEqual([]);
    });

    it('changes nothing in a dry run, and starts nothing', async () => {
      const before = snapshot(bench.home);
      const { world, steps } = bench.pretending();
      await bench.manager.install(world, request('2.0.0'));
      expect(steps.filter(({ kind }) => kind === 'child.run').length).toBeGreaterThan(0);
      expect(steps).toContainEqual(
        expect.objectContaining({ kind: 'link.make', path: join(bench.tools, name, 'demo-tool') }),
      );
      expect(changedPaths(before, snapshot(bench.home))).toEqual([]);
    });

    // The last one: afterwards nothing can be fetched any more.
    it('keeps what is there when the registry cannot be reached, and repairs it from what it has', async () => {
      await install('1.0.0');
      const lock = bench.manager.readLock(bench.world, 'demo-tool');
      bench.source.publish('demo-tool', '2.1.0');
      await bench.source.close();
      await expect(install('2.1.0')).rejects.toEqual(errorWith({ name: 'StackError', exit: 504 }));
      expect([say(), bench.leftovers()]).toEqual(['demo-tool 1.0.0', []]);
      if (bench.manager.can.lock !== 'tree') return;

      const [drifted = ''] = damage(bench);
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([drifted]);
      // Those of Python keep their wheels with the tool; npm has nothing but its cache.
      if (name !== 'npm') rmSync(join(bench.home, '.cache'), { recursive: true, force: true });
      await install('1.0.0', { lock });
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([]);
      expect(say()).toBe('demo-tool 1.0.0');
    });
  });
});

const lockNames: Readonly<Record<string, string>> = {
  npm: 'package-lock.json',
  cargo: 'crate.lock',
  pipx: 'requirements.lock',
  uv: 'requirements.lock',
};

/** Takes the library of the tool away, by hand. Answers what is not as locked then. */
function damage({ tools, manager }: ManagerBench): readonly string[] {
  const root = join(tools, manager.name, 'demo-tool');
  const [metadata = '', key = ''] =
    manager.name === 'npm'
      ? ['node_modules/demo-lib/package.json', 'node_modules/demo-lib']
      : [execFileSync('find', [`${root}/`, '-name', 'demo_lib-*.dist-info'], { encoding: 'utf8' }).trim(), 'demo-lib'];
  const path = manager.name === 'npm' ? join(root, metadata) : metadata;
  if (!existsSync(path)) throw new Error(`${path} is not there`);
  if (path.endsWith('.json')) expect(readFileSync(path, 'utf8')).toContain('demo-lib');
  rmSync(path, { recursive: true });
  return [key];
}
