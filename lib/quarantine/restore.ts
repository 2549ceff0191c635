import { join } from 'node:path';
import { isInside, type OwnedPaths } from '../config';
import type { System } from '../system/port';
import { placeTaken } from './faults';
import type { QuarantineItem } from './items';
import { manifestName } from './manifest';

/**
 * Puts an original back. Our own link at its place makes room; anything else there stays, and the item stays in quarantine.
 * @throws `placeTaken` (QUA002, 506).
 */
export function restoreItem(
  { files, links }: System,
  paths: OwnedPaths,
  { folder, content, manifest }: QuarantineItem,
): string {
  const { origin, id } = manifest;
  const target = links.read(origin);
  const isOurs = target !== undefined && isInside(target, paths.central);
  if (!isOurs && files.stat(origin) !== undefined) throw placeTaken({ path: origin, id });
  // A full disk must not cost the link that the tools go by.
  files.move(content, origin, { overLink: isOurs });
  files.remove(join(folder, manifestName));
  files.remove(folder);
  return origin;
}
