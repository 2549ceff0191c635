import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { treeIntegrity } from '../../lib/pin/lock-integrity';
import type { PlacedPackage } from '../../lib/pin/manager';
import { createMemorySystem } from '../../lib/system/memory';
import { keepHome, type KeptHome } from '../support/kept-home';
import { describeWith } from '../support/oracles';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

interface Entry {
  integrity: string;
  platforms?: readonly string[];
  packages: PlacedPackage[];
}

describe.each(['pipx', 'uv'])('a lock of %s', (manager) => {
  describeWith(manager, 'that was made on another platform', () => {
    let home: ToolHome;
    let kept: KeptHome;
    beforeAll(async () => {
      home = await createToolHome();
      bringSharedPip(home);
      home.wheels.publish('demo-here', '1.0.0');
      home.wheels.publish('demo-lib', '1.0.0');
      home.wheels.publish('demo-tool', '1.0.0', { requires: ['demo-lib', 'demo-here; sys_platform != "win32"'] });
      home.config({ tools: { [manager]: ['demo-tool'] }, pins: { [manager]: { 'demo-tool': '1.0.0' } } });
      await endsWell('Pin.Sync', 'Pin.Lock');
      kept = keepHome(home.home);
    });
    afterEach(() => {
      kept.restore();
    });
    afterAll(async () => {
      kept.dispose();
      await home.close();
    });

    const file = '.config/clistack/pins.lock.json';
    const run = async (...words: readonly string[]): Promise<readonly [number | null, string]> => {
      const { status, stderr } = await home.clistack(words, { env: { UV_DEFAULT_INDEX: home.wheels.url } });
      return [status, stderr];
    };
    const endsWell = async (...words: readonly string[]): Promise<void> => {
      const [status, stderr] = await run(...words);
      expect(status === 0 ? '' : stderr).toBe('');
    };
    const entryOf = (): Entry => (JSON.parse(home.read(file)) as { tools: [Entry] }).tools[0];
    const placed = (): readonly string[] =>
      entryOf().packages.map(({ name, platforms = [] }) => [name, ...platforms].join(' '));
    const less = (packages: readonly PlacedPackage[]): PlacedPackage[] =>
      packages.filter(({ name }) => name !== 'demo-here');
    /** As it would have been made on Windows, where the tool needs something else. */
    const makeElsewhere = (change: (packages: readonly PlacedPackage[]) => PlacedPackage[]): void => {
      const lock = JSON.parse(home.read(file)) as { tools: [Entry] };
      const [entry] = lock.tools;
      entry.packages = change(entry.packages);
      entry.integrity = treeIntegrity(createMemorySystem(), entry.packages);
      entry.platforms = ['win32-x64'];
      home.write(file, JSON.stringify(lock));
    };

    it('gets what this one needs, and keeps what is needed there', async () => {
      const here = `${process.platform}-${process.arch}`;
      expect([entryOf().platforms, placed()]).toEqual([[here], ['demo-here', 'demo-lib', 'demo-tool']]);
      makeElsewhere(less);

      const [status, said] = await run('Pin.Sync');
      expect(status).toBe(504 % 256);
      expect(said).toContain('next: clistack Pin.Lock --from lock && clistack Pin.Sync');
      await endsWell('Pin.Lock', '--from', 'lock');
      await endsWell('Pin.Sync');
      expect([entryOf().platforms, placed()]).toEqual([
        [here, 'win32-x64'],
        [`demo-here ${here}`, 'demo-lib', 'demo-tool'],
      ]);
      for (const words of [['Pin.DriftFail'], ['Pin.Lock', '--check']]) await endsWell(...words);
      const text = home.read(file);
      await endsWell('Pin.Lock');
      expect(home.read(file)).toBe(text);
    });

    it('may name what this one does not need, which is no drift', async () => {
      home.wheels.publish('demo-there', '1.0.0');
      const wheel = readFileSync(home.path('simple/demo-there/demo_there-1.0.0-py3-none-any.whl'));
      const integrity = [`sha256-${createHash('sha256').update(wheel).digest('base64')}`];
      makeElsewhere((packages) => [
        ...packages,
        { key: 'demo-there', name: 'demo-there', version: '1.0.0', integrity },
      ]);

      expect((await run('Pin.DriftFail'))[0]).toBe(203);
      await endsWell('Pin.Sync');
      await endsWell('Pin.DriftFail');
      const before = entryOf();
      await endsWell('Pin.Lock');
      expect(entryOf()).toEqual(before);
      const project = `.local/share/clistack/tools/${manager}/demo-tool`;
      const lib = home.path(project, manager === 'pipx' ? 'venvs' : 'tools', 'demo-tool', 'lib');
      const [python = ''] = readdirSync(lib);
      rmSync(join(lib, python, 'site-packages', 'demo_lib-1.0.0.dist-info'), { recursive: true });
      expect((await run('Pin.DriftFail'))[1]).toContain('demo-lib is not what its lock says');
    });

    it('may name what there is for another platform alone, and says what leaves it out', async () => {
      const integrity = [`sha256-${Buffer.alloc(32).toString('base64')}`];
      home.write('simple/demo-there/index.html', '<a href="demo_there-1.0.0-cp36-cp36m-win_amd64.whl">there</a>');
      makeElsewhere((packages) => [
        ...packages,
        { key: 'demo-there', name: 'demo-there', version: '1.0.0', integrity },
      ]);
      const [status, said] = await run('Pin.Sync');
      expect(status).toBe(504 % 256);
      expect(said).toMatch(
        /error PIN029: the lock of demo-tool names demo-there 1\.0\.0, which cannot be had here: \w/,
      );
      expect(said).toContain('next: clistack Pin.Lock --from lock && clistack Pin.Sync');
      await endsWell('Pin.Lock', '--from', 'lock');
      await endsWell('Pin.Sync');
      await endsWell('Pin.DriftFail');
    });

    it('moves by --from lock only where this one needs more, whatever the index has since', async () => {
      const text = home.read(file);
      home.wheels.publish('demo-lib', '1.0.0', { alsoFor: ['cp36-cp36m-win_amd64'] });
      home.wheels.publish('demo-lib', '2.0.0');
      await endsWell('Pin.Lock', '--from', 'lock');
      expect(home.read(file)).toBe(text);

      makeElsewhere(less);
      const lib = entryOf().packages.find(({ name }) => name === 'demo-lib');
      await endsWell('Pin.Lock', '--from', 'lock');
      expect(placed()).toEqual([expect.stringMatching(/^demo-here \S+$/), 'demo-lib', 'demo-tool']);
      expect(entryOf().packages).toContainEqual(lib);
    });

    it('stays whole where the index has a locked version no more, and says what moves it', async () => {
      const text = home.read(file);
      rmSync(home.path('simple/demo-lib'), { recursive: true });
      home.wheels.publish('demo-lib', '2.0.0');
      const [status, said] = await run('Pin.Lock', '--from', 'lock');
      expect([status, home.read(file)]).toEqual([504 % 256, text]);
      expect(said).toMatch(
        /error PIN028: demo-tool 1\.0\.0 cannot be had here in the locked versions: (?:Because there is no version of demo-lib==1\.0\.0|Cannot install demo-tool==1\.0\.0 because)/,
      );
      expect(said).toContain('next: clistack Pin.Lock --from config');
    });
  });
});
