import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itUnless, whyNotRoot } from '../support/only-where';

const root = join(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-kept-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const env = (): NodeJS.ProcessEnv => ({
  HOME: folder,
  PATH: `${process.execPath.replace(/\/node$/, '')}:/usr/bin:/bin`,
});

/** A copy of the package as it is installed: without what the build kept for its own Node. Answers its bin. */
function installInto(place: string): string {
  for (const part of ['bin', 'config', 'schema', 'package.json'])
    cpSync(join(root, part), join(place, part), { recursive: true });
  cpSync(join(root, 'dist'), join(place, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.cache') });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  return join(place, 'bin/clistack.js');
}

describe('an installed package, in which the build has kept no code', () => {
  let installed: string;
  let bin: string;
  beforeAll(() => {
    installed = mkdtempSync(join(tmpdir(), 'clistack-installed-'));
    bin = installInto(installed);
  });
  afterAll(() => {
    rmSync(installed, { recursive: true, force: true });
  });
  const code = (): string => join(folder, '.local/state/clistack/code');
  const list = (more: NodeJS.ProcessEnv = {}, ...words: readonly string[]): string =>
    execFileSync(process.execPath, [bin, 'Tasks', ...words], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env(), ...more },
    });
  /** What runs have kept of the first file of the bundle, and how many. */
  const kept = (): Readonly<Record<string, number | undefined>> =>
    Object.fromEntries(
      (existsSync(code()) ? readdirSync(code()) : [])
        .filter((name) => name.startsWith('bundle.'))
        .map((name) => [name, readFileSync(join(code(), name)).at(-1)]),
    );
  const only = (): string => join(code(), Object.keys(kept())[0] ?? '');

  it('keeps what V8 makes of it in its first runs, and then no more', () => {
    const expected = list();
    expect(Object.values(kept())).toEqual([1]);
    for (let time = 0; time < 5; time += 1) expect(list()).toBe(expected);
    expect(Object.values(kept())).toEqual([5]);
    const { ino } = statSync(only());
    list();
    expect(statSync(only()).ino).toBe(ino);
  });

  it('has V8 take it', () => {
    for (let time = 0; time < 2; time += 1) list();
    const script = `const { Script } = require('vm'); const { readFileSync } = require('fs');
      const [filename, cache] = process.argv.slice(1);
      const source = readFileSync(filename, 'latin1');
      const { cachedDataRejected } = new Script(source, { filename, cachedData: readFileSync(cache).subarray(0, -1) });
      process.stdout.write(String(cachedDataRejected));`;
    const args = ['-e', script, join(installed, 'dist/bundle.js'), only()];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8', env: env() })).toBe('false');
  });

  it('keeps nothing in a dry run, and nothing where the line only asks', () => {
    list({}, '--dry-run');
    list({}, '--what-if');
    expect(kept()).toEqual({});
  });

  it('keeps nothing of a run that has given V8 other flags, as for a large graph', () => {
    const tasks = join(folder, 'tasks', 'many');
    const config = join(folder, '.config', 'clistack');
    for (const place of [tasks, config]) mkdirSync(place, { recursive: true });
    writeFileSync(join(config, 'toolstack.config.json'), JSON.stringify({ taskFolders: ['~/tasks'] }));
    writeFileSync(
      join(tasks, '[all].js'),
      "module.exports = { family: Array.from({ length: 2500 }, (_, at) => ({ name: `Many.N${at}`, summary: 's', run: () => 1 })) };",
    );
    execFileSync(process.execPath, [bin, 'Many.N1'], { cwd: folder, env: env(), stdio: 'ignore' });
    expect(kept()).toEqual({});
  });

  it('starts anew where it is damaged, or cut off', () => {
    const expected = list();
    for (const damaged of [Buffer.alloc(0), Buffer.from('x'), readFileSync(only()).subarray(0, 5000)]) {
      writeFileSync(only(), damaged);
      expect(list()).toBe(expected);
      expect(Object.values(kept())).toEqual([1]);
    }
  });

  it('does not take what was made of another text, though that is as long', () => {
    const expected = list();
    const bundle = join(installed, 'dist/bundle.js');
    const text = readFileSync(bundle, 'latin1');
    expect(text).toContain('more about one:');
    writeFileSync(bundle, text.replace('more about one:', 'MORE ABOUT ONE:'), 'latin1');
    try {
      expect(list()).toBe(expected.replace('more about one:', 'MORE ABOUT ONE:'));
      expect(Object.values(kept())).toEqual([1, 1]);
    } finally {
      writeFileSync(bundle, text, 'latin1');
    }
  });

  it('keeps for each set of options of Node what V8 takes under them', () => {
    const more = { NODE_OPTIONS: '--max-old-space-size=512' };
    for (let time = 0; time < 2; time += 1) {
      list();
      list(more);
    }
    expect(Object.values(kept())).toEqual([2, 2]);
  });

  it('keeps it where the home is not written in its shortest form', () => {
    for (const home of [`${folder}/`, `${folder}/./`, `/${folder}`]) list({ HOME: home });
    expect(Object.values(kept())).toEqual([3]);
  });

  it('tells the places of the copy that runs', () => {
    for (let time = 0; time < 2; time += 1) list();
    const moved = join(folder, 'moved');
    cpSync(installed, moved, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    execFileSync(process.execPath, [join(moved, 'bin/clistack.js'), 'Tasks'], { cwd: folder, env: env() });
    expect(Object.values(kept())).toEqual(expect.arrayContaining([1, 2]));
  });

  it('does not wait for a pipe in the place of what is kept', () => {
    const expected = list();
    const place = only();
    rmSync(place);
    execFileSync('mkfifo', [place]);
    expect(list()).toBe(expected);
  });

  it('runs where nothing can be kept', () => {
    const expected = list();
    rmSync(code(), { recursive: true });
    writeFileSync(code(), 'somebody’s');
    expect(list()).toBe(expected);
    expect(readFileSync(code(), 'utf8')).toBe('somebody’s');
  });

  itUnless(whyNotRoot, 'runs nothing as root that is somebody else’s', () => {
    list();
    chownSync(only(), 1234, 1234);
    // V8 would die of it.
    const bytes = readFileSync(only());
    bytes.fill(0, 8192, bytes.length - 1);
    writeFileSync(only(), bytes);
    expect(list()).toContain('more about one:');
    expect(statSync(only()).uid).toBe(0);
  });
});

it('runs in a checkout with what the build kept where V8 does not take it', () => {
  const bin = installInto(folder);
  const list = (): string => execFileSync(process.execPath, [bin, 'Tasks'], { encoding: 'utf8', env: env() });
  const expected = list();
  const { placeOfBuilt } = require(bin) as { readonly placeOfBuilt: (name: string) => string };
  cpSync(join(root, 'package.json'), placeOfBuilt('bundle'));
  expect(list()).toBe(expected);
});

it('says in one sentence that a part of the package has gone', () => {
  const bin = installInto(folder);
  const part = join(bin, '..', 'kept-by-runs.js');
  rmSync(part);
  const { status, stderr } = spawnSync(process.execPath, [bin, 'Tasks'], { encoding: 'utf8', env: env() });
  expect([status, stderr]).toEqual([
    506 % 256,
    `error: cannot read ${part}: ENOENT\n  next: ls -l '${part}'; ulimit -n\n`,
  ]);
});
