import { basename, dirname, join } from 'node:path';
import { expandHome, isInside, type Config, type OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { WalkEntry } from '../system/ports/walk';
import type { CacheKind, Catalogue } from './catalogue';

/** A cache folder of a project, or what lies in its place. */
export interface FoundCache {
  readonly kind: CacheKind;
  readonly path: string;
  /** The folder the cache belongs to. */
  readonly project: string;
  readonly is: 'folder' | 'link' | 'missing';
}

export interface Findings {
  readonly linkable: readonly FoundCache[];
  /** Kinds that stay as they are, with the reason and how many there are. */
  readonly left: readonly LeftKind[];
  readonly unreadable: readonly string[];
}

export interface LeftKind {
  readonly pattern: string;
  readonly reason: string;
  readonly count: number;
  readonly example: string;
}

/** Folders that hold no projects, or so much that a search in them costs more than it finds. */
const closed = new Set(['.git', '.hg', '.svn', 'node_modules', '.clistack-quarantine']);

/** One walk under the workspaces finds every cache folder of a known kind. Links are seen and never followed. */
export function findCaches(system: System, paths: OwnedPaths, config: Config, catalogue: Catalogue): Findings {
  const linkable: FoundCache[] = [];
  const left = new Map<string, { pattern: string; reason: string; count: number; example: string }>();
  const unreadable: string[] = [];
  const excluded = isExcluded(config, system.machine.home);
  const leave = (kind: CacheKind, path: string, reason: string): void => {
    const entry = left.get(kind.pattern) ?? { pattern: kind.pattern, reason, count: 0, example: path };
    left.set(kind.pattern, { ...entry, count: entry.count + 1 });
  };
  /** Notes one candidate; false when it is not of this kind after all. */
  const look = (kind: CacheKind, path: string, is: 'folder' | 'link', project: string): boolean => {
    if (excluded(path)) return true;
    const isOurs = is === 'link' && isInside(system.links.read(path) ?? '', paths.central);
    if (!isOurs && !isRecognised(system, kind, project)) {
      // A folder of that name that is something else: no kind of ours at all, unless it would have been linked.
      if (kind.link) leave(kind, path, `none of ${(kind.beside ?? []).join(', ')} lies beside it`);
      return false;
    }
    if (!kind.link) leave(kind, path, kind.reason ?? 'it is never linked');
    else if (is === 'link' && !isOurs) leave(kind, path, 'it is a link of yours');
    else linkable.push({ kind, path, project, is });
    return true;
  };
  /** What one entry of the walk is, and whether anything below it is still to be searched. */
  const visit = (entry: WalkEntry): boolean => {
    const kinds = catalogue.get(entry.name);
    if (kinds === undefined) return true;
    const project = dirname(entry.path);
    if (excluded(entry.path)) return false;
    let taken = false;
    for (const kind of kinds) {
      const parts = kind.pattern.split('/').slice(1);
      // Links are never followed, also not into the middle of a kind of several parts.
      if (parts.length > 0 && entry.kind === 'link') continue;
      const path = join(entry.path, ...parts);
      const is = parts.length === 0 ? entry.kind : system.files.stat(path)?.kind;
      // A cache inside one that becomes a link as a whole is covered by it.
      if (
        (is !== 'folder' && is !== 'link') ||
        linkable.some((found) => found.project === project && path.startsWith(`${found.path}/`))
      )
        continue;
      const known = look(kind, path, is, project);
      taken ||= known && parts.length === 0;
    }
    return !taken;
  };
  for (const root of paths.workspaces) {
    const open = new Map<string, boolean>();
    const walk = system.walk(root, {
      enter: ({ path, name }) =>
        !closed.has(name) && !isInside(path, paths.central) && !excluded(path) && open.get(path) !== false,
      onUnreadable: (path) => unreadable.push(path),
    });
    for (const entry of walk) {
      if (entry.kind !== 'folder' && entry.kind !== 'link') continue;
      if (!visit(entry)) open.set(entry.path, false);
    }
  }
  return { linkable, left: [...left.values()], unreadable };
}

function isRecognised({ files }: System, { beside }: CacheKind, project: string): boolean {
  return beside === undefined || beside.some((name) => files.stat(join(project, name)) !== undefined);
}

/** `enforce.exclude`: a bare name anywhere, or a path and all below it. */
export function isExcluded({ enforce }: Config, home: string): (path: string) => boolean {
  const names = new Set(enforce.exclude.filter((entry) => !/[\\/]/.test(entry)));
  const folders = enforce.exclude.filter((entry) => /[\\/]/.test(entry)).map((entry) => expandHome(entry, home));
  if (enforce.exclude.length === 0) return () => false;
  return (path) => names.has(basename(path)) || folders.some((folder) => isInside(path, folder));
}
