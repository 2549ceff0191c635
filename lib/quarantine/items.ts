import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { temporaryMark } from '../system/temporaries';
import { unknownItem } from './faults';
import { contentName, manifestName, readManifest, type Manifest } from './manifest';
import { otherVolumeName } from './put';

/** One quarantined original. */
export interface QuarantineItem {
  readonly folder: string;
  readonly content: string;
  readonly manifest: Manifest;
}

/**
 * Every item with a readable manifest and its content, oldest first, on all volumes. `onLost` is told of folders that hold an original of
 * which nobody can say any more where it belongs: they are never purged.
 */
export function listItems(
  system: System,
  paths: OwnedPaths,
  onLost: (folder: string) => void = () => undefined,
): readonly QuarantineItem[] {
  const roots = [paths.quarantine, ...paths.workspaces.map((root) => join(root, otherVolumeName))];
  return roots
    .flatMap((root) => itemsIn(system, root, onLost))
    .sort((a, b) => a.manifest.quarantined.wall - b.manifest.quarantined.wall);
}

function itemsIn(system: System, root: string, onLost: (folder: string) => void): readonly QuarantineItem[] {
  const { files } = system;
  if (files.stat(root)?.kind !== 'folder') return [];
  return files.list(root).flatMap(({ name }): readonly QuarantineItem[] => {
    const folder = join(root, name);
    const content = join(folder, contentName);
    // Half of one is on its way to its removal.
    if (name.endsWith(temporaryMark) || files.stat(content) === undefined) return [];
    const manifest = readManifest(system, join(folder, manifestName));
    if (manifest !== undefined) return [{ folder, content, manifest }];
    onLost(folder);
    return [];
  });
}

/** @throws `unknownItem` (QUA001, 501). */
export function findItem(items: readonly QuarantineItem[], id: string): QuarantineItem {
  const found = items.filter(({ manifest }) => manifest.id.startsWith(id) || manifest.id.endsWith(id));
  const [only] = found;
  if (only === undefined || found.length > 1) throw unknownItem({ id });
  return only;
}
