import { isInside, type Config, type OwnedPaths } from '../config';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';
import { loadCatalogue } from './catalogue';
import { findCaches } from './find';
import { findRepository, includeLink } from './git';
import { originFile } from './target';

export interface ReleaseReport {
  readonly released: readonly string[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
}

/** Puts real folders back: each of our links becomes the folder it pointed to, with all that is in it. */
export function releaseAll(system: System, config: Config, paths: OwnedPaths): ReleaseReport {
  const released: string[] = [];
  const failed: { path: string; reason: string }[] = [];
  const { linkable } = findCaches(system, paths, config, loadCatalogue(system.files, config));
  for (const { path, project, is } of linkable) {
    if (is !== 'link') continue;
    try {
      releaseLink(system, path);
      const workspace = paths.workspaces.find((root) => isInside(path, root)) ?? project;
      const repository = findRepository(system, project, workspace);
      if (repository !== undefined) includeLink(system, repository, path);
      released.push(path);
    } catch (error) {
      if (!isStackError(error)) throw error;
      failed.push({ path, reason: error.message });
    }
  }
  return { released, failed };
}

function releaseLink({ files, links }: System, path: string): void {
  const target = links.read(path) ?? path;
  files.makeFolder(target);
  files.move(target, path, { overLink: true });
  if (files.stat(originFile(target)) !== undefined) files.remove(originFile(target));
}
