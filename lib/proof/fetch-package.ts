import { join } from 'node:path';
import type { System } from '../system/port';

/** Where programs that only tests need are kept between runs: outside of node_modules, by exact version. */
export function testCache({ environment, machine }: Pick<System, 'environment' | 'machine'>): string {
  return join(environment.get('XDG_CACHE_HOME') ?? join(machine.home, '.cache'), 'clistack-test');
}

/** Where the files of a package lie, once it was fetched. */
export function packageFolder(system: Pick<System, 'environment' | 'machine'>, name: string, version: string): string {
  return join(testCache(system), slugOf(name, version), 'package');
}

function slugOf(name: string, version: string): string {
  return `${name.replaceAll(/[@/]+/g, '-').replace(/^-/, '')}-${version}`;
}

/**
 * A package of the npm registry, unpacked into the cache and never installed, so no script of it runs. Returns the folder of its files.
 * Unpacked beside its place and moved there whole: a run that was ended in the middle leaves nothing that looks fetched.
 */
export async function fetchPackage(
  system: System,
  name: string,
  version: string,
  signal: AbortSignal,
): Promise<string> {
  const { files, processes } = system;
  const slug = slugOf(name, version);
  const folder = join(testCache(system), slug);
  if (files.stat(folder) !== undefined) return join(folder, 'package');
  const partial = `${folder}.partial`;
  if (files.stat(partial) !== undefined) files.removeTree(partial);
  files.makeFolder(partial);
  const options = { cwd: partial, signal, timeoutMs: 300_000 };
  await processes.run('npm', ['pack', `${name}@${version}`, '--pack-destination', partial], options);
  const archive = `${slug}.tgz`;
  await processes.run('tar', ['xzf', archive], options);
  files.remove(join(partial, archive));
  files.move(partial, folder);
  return join(folder, 'package');
}
