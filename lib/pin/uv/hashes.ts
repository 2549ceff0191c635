import type { LockedPackage, ManagerWorld } from '../manager';
import type { NamedFiles, NamedTree } from '../python/all-hashes';
import { readRequirements } from '../python/requirements';
import { callUv } from './call';

/**
 * The hashes of all files that uv's index names of these packages, in their versions. uv tells them when it writes requirements; those of
 * archives of sources, which it names as well, are never asked for here. @throws as `callUv`.
 */
export async function askHashes(
  world: ManagerWorld,
  tool: string,
  packages: readonly LockedPackage[],
  python: string,
): Promise<NamedTree> {
  const words = ['--generate-hashes', '--no-deps', '--no-header', '--no-annotate', '--no-build', '--python', python];
  const input = packages.map(({ name, version }) => `${name}==${version}\n`).join('');
  const asked = { cwd: world.paths.home, timeoutMs: 300_000, input };
  const text = await callUv(world, tool, ['pip', 'compile', '-', ...words], asked);
  return new Map(readRequirements(text).map(({ key, integrity }): [string, NamedFiles] => [key, { integrity }]));
}
