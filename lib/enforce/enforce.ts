import type { Config, OwnedPaths } from '../config';
import { isInside } from '../config';
import { isStackError } from '../kernel/fault';
import { notOnThisSystem } from '../system/faults';
import type { System } from '../system/port';
import { loadCatalogue } from './catalogue';
import { findCaches, type FoundCache, type LeftKind } from './find';
import { excludeLinks, findRepository, trackedFolders, type Repository } from './git';
import { linkCache } from './link';
import { findLost } from './lost';
import { targetOf } from './target';

export interface EnforceReport {
  readonly linked: readonly LinkedCache[];
  /** Links that were there already and right. */
  readonly correct: number;
  readonly repaired: readonly string[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly left: readonly LeftKind[];
  readonly unreadable: readonly string[];
}

export interface LinkedCache {
  readonly path: string;
  readonly target: string;
  readonly tool: string;
}

/**
 * Finds the cache folders of all projects and makes each a link into the central folder. One that fails does not stop the others.
 * @throws `notOnThisSystem` (SYS030, 510) on Windows.
 */
export async function enforceOnce(
  system: System,
  config: Config,
  paths: OwnedPaths,
  signal: AbortSignal,
): Promise<EnforceReport> {
  const { os } = system.machine;
  if (os === 'win32') throw notOnThisSystem({ what: 'replacing cache folders by links', os });
  const catalogue = loadCatalogue(system.files, config);
  const { linkable, left, unreadable } = findCaches(system, paths, config, catalogue);
  const caches = [...linkable, ...findLost(system, paths, config, catalogue)];
  const linked: LinkedCache[] = [];
  const repaired: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  const kept: LeftKind[] = [];
  let correct = 0;
  for (const [repository, found] of byRepository(system, paths, caches)) {
    signal.throwIfAborted();
    const folders = found.filter(({ is }) => is === 'folder').map(({ path }) => path);
    const tracked =
      repository === undefined || folders.length === 0
        ? new Set<string>()
        : await trackedFolders(system, repository, folders);
    const ours: string[] = [];
    for (const cache of found) {
      const { path, kind } = cache;
      if (cache.is === 'folder' && tracked === undefined) {
        failed.push({ path, reason: 'git could not say whether it tracks files in it' });
        continue;
      }
      if (tracked?.has(path) === true) {
        kept.push({ pattern: kind.pattern, reason: 'git tracks files in it', count: 1, example: path });
        continue;
      }
      const target = targetOf(system, paths, cache);
      try {
        const end = linkCache(system, config, paths, cache, target);
        if (end !== 'busy') ours.push(path);
        if (end === 'linked') linked.push({ path, target, tool: kind.tool });
        else if (end === 'repaired') repaired.push(path);
        else if (end === 'correct') correct += 1;
        else failed.push({ path, reason: 'a program keeps making it again' });
      } catch (error) {
        if (!isStackError(error)) throw error;
        failed.push({ path, reason: error.message });
      }
    }
    // Also for links in place: a run may have been killed between a link and its line.
    if (repository !== undefined && ours.length > 0) excludeLinks(system, repository, ours);
  }
  return { linked, correct, repaired, failed, left: [...left, ...kept], unreadable };
}

/** Caches by the repository they lie in, so that git is asked once for each. */
function byRepository(
  system: System,
  paths: OwnedPaths,
  caches: readonly FoundCache[],
): readonly (readonly [Repository | undefined, readonly FoundCache[]])[] {
  const groups = new Map<string, { readonly repository: Repository | undefined; readonly caches: FoundCache[] }>();
  for (const cache of caches) {
    const workspace = paths.workspaces.find((root) => isInside(cache.path, root)) ?? cache.project;
    const repository = findRepository(system, cache.project, workspace);
    const key = repository?.root ?? '';
    const group = groups.get(key) ?? { repository, caches: [] };
    group.caches.push(cache);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => [group.repository, group.caches] as const);
}
