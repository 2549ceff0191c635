import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRealSystem } from '../../../lib/system/real';
import { makeFolderElsewhere } from '../other-volume';

/** A home and a folder on another volume, put back to their start before each point. */
export interface SweepHome {
  readonly home: string;
  readonly other: string;
  reset(): void;
  dispose(): void;
}

/** What is typed at every point: own changes of every kind, and a cache folder that goes to quarantine with its manifest. */
export const sweptLine = ['Fixture.Everything', 'Enforce.Once'] as const;

export function createSweepHome(): SweepHome {
  const home = mkdtempSync(join(tmpdir(), 'clistack-sweep-'));
  // Without a second volume the move over volumes is an ordinary one, and everything else is swept all the same.
  const other = makeFolderElsewhere('clistack-sweep-');
  const template = `${home}.start`;
  prepare(home);
  execFileSync('cp', ['-a', home, template]);
  const clear = (): void => {
    for (const folder of [home, other]) rmSync(folder, { recursive: true, force: true });
  };
  return {
    home,
    other,
    reset: () => {
      clear();
      execFileSync('cp', ['-a', template, home]);
      mkdirSync(other, { mode: 0o700 });
      execFileSync('cp', ['-a', join(template, 'folders', 'twin'), other]);
    },
    dispose: () => {
      clear();
      rmSync(template, { recursive: true, force: true });
    },
  };
}

function prepare(home: string): void {
  const path = (name: string): string => join(home, name);
  const write = (name: string, content: string | Buffer, mode = 0o644): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
    chmodSync(path(name), mode);
  };
  const fixtures = join(__dirname, '..', '..', 'fixtures', 'sweep');
  write(
    '.config/clistack/toolstack.config.json',
    JSON.stringify({ taskFolders: [fixtures], workspaces: [path('src')] }),
  );
  mkdirSync(path('.local/state'), { recursive: true });
  write('docs/replaced.txt', 'what the user wrote\n', 0o664);
  write('docs/removed.txt', Buffer.from([0, 255, 10, 13, 128]), 0o640);
  write('docs/mode.txt', 'mode\n');
  write('folders/moved/inner.txt', 'inner\n', 0o600);
  write('folders/travels/inner.txt', 'travels\n', 0o604);
  write('folders/travels/deep/er.txt', 'deeper\n');
  symlinkSync('deep/er.txt', path('folders/travels/link'));
  chmodSync(path('folders/travels/deep'), 0o751);
  // What the user has twice: on both volumes, and under two names.
  write('folders/twin/inner.txt', 'twin\n');
  write('docs/name.txt', 'named twice\n');
  linkSync(path('docs/name.txt'), path('docs/other-name.txt'));
  for (const [name, mode] of [
    ['folders/mode', 0o755],
    ['folders/removed', 0o710],
    ['links', 0o755],
  ] as const) {
    mkdirSync(path(name));
    chmodSync(path(name), mode);
  }
  symlinkSync('../docs/replaced.txt', path('links/turned'));
  symlinkSync('/nowhere/at/all', path('links/removed'));
  write('.profile', '# mine, unfinished', 0o600);
  write('.zprofile', 'before\n# >>> clistack sweep >>>\nexport A=1\n# <<< clistack sweep <<<\nafter\n');
  write('.bashrc', '# caf\xe9\n# >>> clistack sweep >>>\nexport A=1\n# <<< clistack sweep <<<\n', 0o755);
  write('src/app/pyproject.toml', '[project]\nname = "app"\n');
  write('src/app/.ruff_cache/0.16.9/1', 'cached', 0o600);
  execFileSync('git', ['init', '-q', '--template=', path('src/app')], { env: { PATH: '/usr/bin:/bin', HOME: home } });
  const { schedules } = createRealSystem({ XDG_CONFIG_HOME: path('.config') });
  for (const id of ['turned', 'removed']) schedules.put({ id, summary: id, command: ['/bin/true'], when: 'daily' });
}

/** True when the two folders really lie on two volumes. */
export function hasTwoVolumes({ home, other }: SweepHome): boolean {
  return statSync(home).dev !== statSync(other).dev;
}
