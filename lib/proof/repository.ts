import { join } from 'node:path';
import { packagePlace } from '../config/package-place';
import { skipped } from '../kernel/outcome';
import type { TaskEnd } from '../kernel/task';
import type { System } from '../system/port';

/** The checkout that the project's own tasks work on. */
export function repositoryRoot(): string {
  return packagePlace().root;
}

/** Installed as a package there is nothing to prove: the sources and tests are not part of it. */
export function withoutSources({ files }: System): TaskEnd | undefined {
  const tests = join(repositoryRoot(), 'tests');
  return files.stat(tests) === undefined
    ? skipped('NO-SOURCES', 'this is the installed package, not a checkout of the project')
    : undefined;
}

/** The program of a development dependency, started with our own node: `eslint/bin/eslint.js`. */
export function programOf(path: string): string {
  return join(repositoryRoot(), 'node_modules', ...path.split('/'));
}
