import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InstallRequest, LockedTree } from '../../lib/pin';
import { describeWith } from '../support/oracles';
import { openBench, type ManagerBench } from '../support/packages/world';
import { errorWith } from './matching';

/** A file that no machine of the tests takes. */
const elsewhere = 'cp36-cp36m-win_amd64';

describe.each(['pipx', 'uv'])('a lock made with %s', (name) => {
  describeWith(name, 'holds on other platforms', () => {
    let bench: ManagerBench;
    beforeAll(async () => {
      bench = await openBench(name);
      bench.source.publish('demo-lib', '1.0.0', [], [elsewhere]);
      bench.source.publish('demo-tool', '1.0.0', ['demo-lib']);
    });
    afterAll(() => bench.dispose());
    afterEach(() => bench.manager.remove(bench.world, 'demo-tool'));

    const install = (more: Partial<InstallRequest> = {}): Promise<unknown> =>
      bench.manager.install(bench.world, {
        tool: 'demo-tool',
        version: '1.0.0',
        timeoutMs: 120_000,
        progress: () => undefined,
        ...more,
      });
    const hashesOf = (tree: LockedTree | undefined): readonly string[] =>
      tree?.packages.find(({ key }) => key === 'demo-lib')?.integrity ?? [];
    /** As it would have been made where another file is taken. */
    const madeElsewhere = async (): Promise<LockedTree> => {
      const file = join(bench.home, 'simple', 'demo-lib', `demo_lib-1.0.0-${elsewhere}.whl`);
      const hash = createHash('sha256').update(readFileSync(file)).digest('base64');
      return withHashes(await bench.manager.lockTree(bench.world, 'demo-tool', '1.0.0'), [`sha256-${hash}`]);
    };
    const withHashes = (tree: LockedTree, integrity: readonly string[]): LockedTree => ({
      ...tree,
      packages: tree.packages.map((one) => (one.key === 'demo-lib' ? { ...one, integrity } : one)),
    });

    it('because an installation without a lock notes the hashes of all files, and where they were found', async () => {
      await install();
      const tree = bench.manager.readLock(bench.world, 'demo-tool');
      expect(hashesOf(tree)).toHaveLength(2);
      expect(tree?.packages.map(({ source }) => source?.split('/').at(-1))).toEqual([
        'demo_lib-1.0.0-py3-none-any.whl',
        'demo_tool-1.0.0-py3-none-any.whl',
      ]);
    });

    it('and is enough where nothing was ever fetched or resolved', async () => {
      const lock = await bench.manager.lockTree(bench.world, 'demo-tool', '1.0.0');
      rmSync(join(bench.home, '.cache'), { recursive: true, force: true });
      await install({ lock });
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([]);
    });

    it('and one that does not is told from one that was tampered with', async () => {
      const narrow = await madeElsewhere();
      expect(hashesOf(narrow)).toHaveLength(1);
      await expect(install({ lock: narrow })).rejects.toEqual(
        errorWith({ code: 'PIN015', message: 'demo-tool is not installed: its lock has no hash for the file of demo-lib 1.0.0 that this platform takes' }),
      ); // prettier-ignore

      const whole = await bench.manager.completeTree?.(bench.world, narrow);
      expect([hashesOf(whole?.tree).length, whole?.unconfirmed]).toEqual([2, []]);
      await install({ lock: whole?.tree });
      expect(bench.manager.driftOf(bench.world, 'demo-tool')).toEqual([]);
    });

    it('and takes nothing from an index that does not name what is locked', async () => {
      const whole = await bench.manager.lockTree(bench.world, 'demo-tool', '1.0.0');
      const forged = withHashes(whole, [`sha256-${Buffer.alloc(32).toString('base64')}`]);
      await expect(install({ lock: forged })).rejects.toEqual(errorWith({ code: 'PIN012' }));
      const answer = await bench.manager.completeTree?.(bench.world, forged);
      expect([hashesOf(answer?.tree), answer?.unconfirmed]).toEqual([hashesOf(forged), ['demo-lib']]);
    });
  });
});
