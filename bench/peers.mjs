import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Other runners by exact version, kept in the cache of this user. Each answers the path of its program; it throws when it cannot be had. */
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'clistack-bench');

/** An npm package with its dependencies, no install script run. Answers its folder in node_modules. */
export function npmPeer(name, version) {
  const folder = join(cache, `${name.replaceAll('/', '-')}-${version}`);
  const place = join(folder, 'node_modules', name);
  if (existsSync(join(place, 'package.json'))) return place;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  execFileSync('npm', ['install', ...flags, `${name}@${version}`], { cwd: folder, stdio: 'ignore' });
  return place;
}

export function gulp() {
  return join(npmPeer('gulp', '5.0.1'), 'bin', 'gulp.js');
}

/** go-task comes as a wheel: a zip with the program in it. */
export function goTask() {
  const version = '3.54.0';
  const folder = join(cache, `go-task-${version}`);
  const program = join(folder, `go_task_bin-${version}.data`, 'scripts', 'task');
  if (existsSync(program)) return program;
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  execFileSync('python3', ['-m', 'pip', 'download', '--no-deps', '-q', '-d', fresh, `go-task-bin==${version}`], {
    stdio: 'ignore',
  });
  execFileSync('sh', ['-c', 'python3 -m zipfile -e *.whl . && chmod +x *.data/scripts/*'], { cwd: fresh });
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
  return program;
}
