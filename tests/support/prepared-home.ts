import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import type { Sandbox } from './sandbox';

/** The caches of the prepared home that become links. */
export const preparedCaches = [
  'src/shop/node_modules/.cache',
  'src/blog/node_modules/.cache',
  'src/blog/.next/cache',
  'src/wiki/.parcel-cache',
  'src/api/.ruff_cache',
  'src/api/.mypy_cache',
  'src/jobs/.pytest_cache',
] as const;

/** PATH of the prepared home: one entry leads nowhere. */
export function brokenPath(sandbox: Sandbox): string {
  return [process.execPath.replace(/\/node$/, ''), '/usr/bin', '/bin', sandbox.path('gone', 'bin')].join(':');
}

/** Three npm and two Python projects with caches, a dangling link and shell profiles: a home as people have it. */
export function prepareHome(sandbox: Sandbox): void {
  const { write } = sandbox;
  for (const name of ['shop', 'blog', 'wiki']) {
    write(`src/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0" }\n`);
    write(`src/${name}/node_modules/left/index.js`, 'module.exports = 1;\n');
  }
  for (const name of ['api', 'jobs']) {
    write(`src/${name}/pyproject.toml`, `[project]\nname = "${name}"\n`);
    write(`src/${name}/${name}/__init__.py`, '');
  }
  write('src/shop/node_modules/.cache/babel/a.json', '{"a":1}');
  write('src/blog/node_modules/.cache/b.json', '{"b":1}');
  write('src/blog/.next/cache/webpack/0.pack', 'pack');
  write('src/blog/.next/server/page.js', 'page');
  write('src/wiki/.parcel-cache/data.mdb', 'data');
  write('src/api/.ruff_cache/0.16.9/1', 'ruff');
  write('src/api/.ruff_cache/CACHEDIR.TAG', 'Signature: 8a477f597d28d172789f06886806bc55');
  write('src/api/.mypy_cache/3.11/api.meta.json', '{}', 0o600);
  write('src/api/.venv/pyvenv.cfg', 'home = /usr/bin\n');
  write('src/jobs/.pytest_cache/v/cache/lastfailed', '{}');
  write('src/jobs/jobs/__pycache__/x.pyc', 'pyc');
  write('.profile', '# my profile\nexport EDITOR=vi');
  write('.bashrc', '# my bashrc\nalias ll="ls -l"\n');
  symlinkSync('/nowhere/dotfiles/vimrc', sandbox.path('.vimrc'));
  symlinkSync('0.16.9', sandbox.path('src/api/.ruff_cache/latest'));
  write('src/api/.gitignore', '.ruff_cache/\n.mypy_cache\n');
  for (const name of ['api', 'shop'])
    execFileSync('git', ['init', '-q', sandbox.path('src', name)], {
      env: { PATH: '/usr/bin:/bin', HOME: sandbox.home },
    });
}
