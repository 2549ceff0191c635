import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const node = process.execPath;
export const bin = join(root, 'bin', 'clistack.js');
export const work = mkdtempSync(join(tmpdir(), 'clistack-bench-'));

process.on('exit', () => {
  rmSync(work, { recursive: true, force: true });
});

/** A home of its own for each measurement, with our config in it; `env`, `cwd` and `home` as a child wants them. */
export function makeHome(name, config = {}) {
  const home = join(work, name);
  mkdirSync(join(home, '.config', 'clistack'), { recursive: true });
  writeFileSync(join(home, '.config', 'clistack', 'toolstack.config.json'), JSON.stringify(config));
  return { env: { HOME: home, PATH: `${dirname(node)}:/usr/bin:/bin`, LANG: 'C.UTF-8' }, cwd: home, home };
}

/** A home with a task folder of the user's in it, which has one task that does nothing: no package of ours lies above it. */
export function makeHomeWithTask(name) {
  const place = makeHome(name, { taskFolders: ['~/tasks'] });
  cpSync(join(root, 'tests', 'fixtures', 'bench'), join(place.home, 'tasks'), { recursive: true });
  return place;
}
