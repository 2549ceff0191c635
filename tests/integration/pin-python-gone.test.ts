import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWith } from '../support/oracles';
import { documentOf } from '../support/sandbox';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

describe.each([
  ['pipx', 'venvs'],
  ['uv', 'tools'],
] as const)('an environment of %s', (manager, environments) => {
  describeWith(manager, 'whose python is another now', () => {
    let home: ToolHome;
    beforeAll(async () => {
      home = await createToolHome();
      bringSharedPip(home);
      home.wheels.publish('demo-py', '1.0.0');
      home.config({ tools: { [manager]: ['demo-py'] } });
      await run('Pin.Sync');
      home.wheels.publish('demo-py', '2.0.0');
    });
    afterAll(() => home.close());

    interface Ended {
      readonly exit_code: number;
      readonly data: { readonly drift?: readonly { readonly reason: string }[] };
    }
    const run = async (task: string, wrap: readonly string[] = []): Promise<Ended> =>
      documentOf(
        await home.clistack([task, '--json'], { env: { UV_DEFAULT_INDEX: home.wheels.url }, wrap }),
      ) as unknown as Ended;
    const project = `.local/share/clistack/tools/${manager}/demo-py`;
    const inside = (...names: readonly string[]): string => home.path(project, environments, 'demo-py', ...names);
    const say = (): string => execFileSync(home.path(project, 'bin', 'demo-py'), [], { encoding: 'utf8' }).trim();

    it.each<readonly [string, () => void, RegExp]>([
      [
        'a newer one is in the place of its own',
        () => {
          const newer = home.path('python3.99');
          writeFileSync(newer, '');
          rmSync(inside('bin', 'python'));
          symlinkSync(newer, inside('bin', 'python'));
        },
        /its packages are for python 3\.\d+, and its python is 3\.99$/,
      ],
      [
        'its packages are for an older one',
        () => {
          const [lib = ''] = readdirSync(inside('lib'));
          renameSync(inside('lib', lib), inside('lib', 'python3.1'));
        },
        /its packages are for python 3\.1, and its python is 3\.\d+$/,
      ],
      [
        'it is gone',
        () => {
          rmSync(inside('bin', 'python'));
          symlinkSync('/gone/python3', inside('bin', 'python'));
        },
        /its python is gone$/,
      ],
      [
        'its settings are gone',
        () => {
          rmSync(inside('pyvenv.cfg'));
        },
        /its pyvenv\.cfg is gone$/,
      ],
    ])('drifts where %s, and is repaired in its version', async (_, damage, reason) => {
      damage();
      const trace = join(home.home, 'trace');
      const drift = await run('Pin.DriftFail', ['strace', '-f', '-e', 'trace=execve', '-o', trace]);
      expect(drift.data.drift?.map((row) => row.reason)).toEqual([expect.stringMatching(reason)]);
      expect([drift.exit_code, readFileSync(trace, 'utf8').match(/execve\(/g)?.length]).toEqual([203, 1]);
      expect((await run('Pin.Sync')).exit_code).toBe(0);
      expect([(await run('Pin.DriftFail')).exit_code, say()]).toEqual([0, 'demo-py 1.0.0']);
    });
  });
});
