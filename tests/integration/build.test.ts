import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-package-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const env = (): NodeJS.ProcessEnv => ({
  HOME: folder,
  PATH: `${process.execPath.replace(/\/node$/, '')}:/usr/bin:/bin`,
});

it('packs what a user needs, and nothing else', () => {
  const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    env: env(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(text) as [{ readonly files: readonly { readonly path: string }[] }];
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'bin/clistack.js',
      'bin/kept-by-runs.js',
      'dist/bundle.js',
      'config/toolstack.config.json',
      'schema/toolstack.schema.json',
      'README.md',
      'LICENSE',
    ]),
  );
  expect(
    paths.filter((path) => /^(?:tests|bench|lib|tasks|coverage|\.ci)\//.test(path) || path.endsWith('.cache')),
  ).toEqual([]);
});

it('says in one sentence that a checkout is not built', () => {
  for (const part of ['bin', 'package.json', 'just.config.ts'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [program, cwd] of [
    [join(folder, 'bin/clistack.js'), '/'],
    [join(root, 'node_modules/just-task/bin/just.js'), folder],
  ] as const) {
    const { status, stderr } = spawnSync(process.execPath, [program, 'Tasks'], { cwd, env: env(), encoding: 'utf8' });
    expect(status).toBe(500 % 256);
    expect(stderr).toMatch(/^error: this checkout is not built\n {2}next: npm run build\n/);
  }
});

it('offers the public API out of the one copy of the code', () => {
  const script = `const api = require(${JSON.stringify(root)}); process.stdout.write(Object.keys(api).sort().join(' '));`;
  const names = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8', env: env() }).split(' ');
  expect(names).toEqual(
    expect.arrayContaining([
      'createMemorySystem',
      'defineFault',
      'defineFamily',
      'defineTask',
      'noOp',
      'partial',
      'skipped',
      'winstonFace',
    ]),
  );
});
