import type { Config, OwnedPaths } from '../config';
import { isStackError } from '../kernel/fault';
import { quarantine } from '../quarantine';
import type { System } from '../system/port';
import type { FoundCache } from './find';
import { makeTarget, noteOrigin } from './target';

/** How linking one cache ended. */
export type LinkEnd = 'linked' | 'repaired' | 'correct' | 'busy';

/** A tool may make its folder again between the two steps; so often it is moved away again before it counts as busy. */
const tries = 3;

/** Replaces one cache folder by a link to its target; the original goes to quarantine, or becomes the target when it is to stay warm. */
export function linkCache(
  system: System,
  config: Config,
  paths: OwnedPaths,
  found: FoundCache,
  target: string,
): LinkEnd {
  const { files, links } = system;
  if (found.is === 'link') return repairLink(system, found, target);
  const warm = config.enforce.original === 'move' && found.is === 'folder' && files.stat(target) === undefined;
  if (!warm) makeTarget(system, target, found);
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (files.stat(found.path)?.kind === 'folder') {
      if (warm && attempt === 1) {
        noteOrigin(system, target, found);
        files.move(found.path, target);
        makeTarget(system, target, found);
      } else
        quarantine(system, paths, config, {
          path: found.path,
          kind: 'cache',
          reason: `replaced by a link to ${target}`,
        });
    }
    try {
      links.make(found.path, target);
      return found.is === 'missing' ? 'repaired' : 'linked';
    } catch (error) {
      if (!isStackError(error) || error.code !== 'SYS002') throw error;
    }
  }
  return 'busy';
}

/** A link of ours whose target vanished breaks the tool: the target is made again. */
function repairLink(system: System, found: FoundCache, target: string): LinkEnd {
  const { files, links } = system;
  const present = links.read(found.path) ?? target;
  if (files.stat(present)?.kind === 'folder') return 'correct';
  makeTarget(system, present, found);
  return 'repaired';
}
