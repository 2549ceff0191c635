import { dirname, join } from 'node:path';
import { isInside, type Config, type OwnedPaths } from '../config';
import { ifPossible } from '../system/errno';
import type { System } from '../system/port';
import { momentNow } from '../system/two-clocks';
import { contentName, manifestName, renderManifest, type Manifest } from './manifest';

export interface QuarantineRequest {
  readonly path: string;
  readonly kind: Manifest['kind'];
  readonly reason: string;
}

/** The folder that holds quarantined originals of one volume. */
export const otherVolumeName = '.clistack-quarantine';

/**
 * Moves something of the user's out of the way, manifest first. It stays on its volume where that is possible: in our state folder, or in
 * a hidden folder at the root of the workspace when that lies on another volume.
 * @throws faults of the file system (506); then it is where it was.
 */
export function quarantine(system: System, paths: OwnedPaths, config: Config, request: QuarantineRequest): Manifest {
  const { files, randomness, hash } = system;
  const { path, kind, reason } = request;
  const moment = momentNow(system);
  const id = `${new Date(moment.wall).toISOString().replaceAll(/[-:]|\.\d+/g, '')}-${randomness.hex(4)}`;
  const folder = join(placeFor(system, paths, path), id);
  const manifest: Manifest = {
    format: 1,
    id,
    origin: path,
    kind,
    reason,
    hash: hash.tree(path),
    bytes: sizeOf(system, path),
    quarantined: moment,
    ttlDays: config.quarantine.ttlDays[kind],
    expiredSeen: null,
  };
  files.makeFolder(folder, 0o700);
  files.write(join(folder, manifestName), renderManifest(manifest), { mode: 0o600 });
  const content = join(folder, contentName);
  try {
    files.move(path, content);
  } catch (error) {
    // Whoever tries again each day would leave another one each day. An original that came all the same needs its manifest.
    ifPossible(() => {
      if (files.stat(content) !== undefined) return;
      files.remove(join(folder, manifestName));
      files.remove(folder);
    });
    throw error;
  }
  return manifest;
}

function placeFor({ files }: System, paths: OwnedPaths, path: string): string {
  const volume = files.stat(dirname(path))?.dev;
  let state = paths.quarantine;
  while (files.stat(state) === undefined && dirname(state) !== state) state = dirname(state);
  if (files.stat(state)?.dev === volume) return paths.quarantine;
  const workspace = paths.workspaces.find((root) => isInside(path, root) && files.stat(root)?.dev === volume);
  return workspace === undefined ? paths.quarantine : join(workspace, otherVolumeName);
}

function sizeOf({ files, walk }: System, path: string): number {
  if (files.stat(path)?.kind !== 'folder') return files.stat(path)?.size ?? 0;
  let bytes = 0;
  for (const entry of walk(path)) if (entry.kind === 'file') bytes += files.stat(entry.path)?.size ?? 0;
  return bytes;
}
