import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describeWith } from '../support/oracles';
import { openBench, type ManagerBench } from '../support/packages/world';

/** Where a module of the library and the program lie in the project of the tool. */
const places = {
  npm: { module: 'cli.js', program: 'node_modules/demo-tool/cli.js' },
  pipx: { module: '__init__.py', program: 'venvs/demo-tool/bin/demo-tool' },
  uv: { module: '__init__.py', program: 'tools/demo-tool/bin/demo-tool' },
} as const;

describe.each(['npm', 'pipx', 'uv'] as const)('a tool of %s', (name) => {
  describeWith(name, 'that was installed by the real program', () => {
    let bench: ManagerBench;
    beforeAll(async () => {
      bench = await openBench(name);
      bench.source.publish('demo-lib', '1.0.0');
      bench.source.publish('demo-tool', '1.0.0', ['demo-lib']);
      await install();
      // From here on there is nothing but what this machine has.
      await bench.source.close();
    });
    afterAll(() => bench.dispose());

    const install = (): Promise<unknown> =>
      bench.manager.install(bench.world, {
        tool: 'demo-tool',
        version: '1.0.0',
        timeoutMs: 120_000,
        progress: () => undefined,
        lock: bench.manager.readLock(bench.world, 'demo-tool'),
      });
    const root = (): string => join(bench.tools, name, 'demo-tool');
    const program = (): string => join(root(), places[name].program);
    const damaged = (): readonly string[] | undefined => bench.manager.damagedFiles?.(bench.world, 'demo-tool');
    const say = (): string => {
      const env = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'), HOME: bench.home };
      return execFileSync(program(), [], { env, encoding: 'utf8' }).trim();
    };
    const moduleOfLibrary = (): string => {
      const found = execFileSync('find', [`${root()}/`, '-path', `*demo?lib/${places[name].module}`])
        .toString()
        .trim();
      if (!existsSync(found)) throw new Error(`no module of the library: ${found}`);
      return relative(realpathSync(root()), realpathSync(found));
    };

    it('is not damaged as it was installed, nor when it was called, put back or wrote into its own folder', () => {
      expect([say(), damaged()]).toEqual(['demo-tool 1.0.0', []]);
      const module = join(root(), moduleOfLibrary());
      writeFileSync(module, readFileSync(module));
      utimesSync(module, 1, 1);
      writeFileSync(join(dirname(module), '.cache'), 'kept');
      expect(damaged()).toEqual([]);
    });

    it('is damaged by its program and by a module of its library, and is whole when it is installed again from what is there', async () => {
      const ways = [(path: string) => { truncateSync(path); }, (path: string) => { rmSync(path); }]; // prettier-ignore
      for (const path of [places[name].program, moduleOfLibrary()])
        for (const damage of ways) {
          damage(join(root(), path));
          expect([damaged(), bench.manager.driftOf(bench.world, 'demo-tool')]).toEqual([[path], []]);
          await install();
          expect([damaged(), say()]).toEqual([[], 'demo-tool 1.0.0']);
        }
    });
  });
});

describeWith('cargo', 'a tool of cargo that was installed by the real program', () => {
  let bench: ManagerBench;
  beforeAll(async () => {
    bench = await openBench('cargo');
    bench.source.publish('demo-tool', '1.0.0');
  });
  afterAll(() => bench.dispose());

  it('is damaged by its program, and whole when it is installed again', async () => {
    const install = (): Promise<unknown> =>
      bench.manager.install(bench.world, { tool: 'demo-tool', version: '1.0.0', timeoutMs: 120_000, progress: () => undefined, lock: undefined }); // prettier-ignore
    const program = join(bench.tools, 'cargo', 'demo-tool', 'bin', 'demo-tool');
    const damaged = (): readonly string[] | undefined => bench.manager.damagedFiles?.(bench.world, 'demo-tool');
    await install();
    const found = [damaged()];
    truncateSync(program);
    found.push(damaged());
    await install();
    found.push(damaged());
    expect(found).toEqual([[], ['bin/demo-tool'], []]);
  });
});
