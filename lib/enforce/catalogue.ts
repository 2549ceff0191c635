import { join } from 'node:path';
import type { Config } from '../config';
import { packagePlace } from '../config/package-place';
import type { FileReader } from '../system/ports/files';

/** One kind of cache folder, of config/data/cache-patterns.json (schema/cache-patterns.schema.json) or of the user's config. */
export interface CacheKind {
  /** Folder name, or up to three parts: `node_modules/.cache`. */
  readonly pattern: string;
  /** Folder name below the central one; unique among the linkable kinds. */
  readonly tool: string;
  readonly type: 'dir' | 'file';
  readonly link: boolean;
  /** One of these has to lie beside the folder, or it is somebody else's. */
  readonly beside?: readonly string[];
  /** Why it is never linked. */
  readonly reason?: string;
}

/** The kinds by the first part of their pattern: what a walk has to look for. */
export type Catalogue = ReadonlyMap<string, readonly CacheKind[]>;

/** What we know, refined by the user's `enforce.patterns`; names with a wildcard are not folders and left out. */
export function loadCatalogue(files: Pick<FileReader, 'read'>, { enforce }: Config): Catalogue {
  const file = join(packagePlace().root, 'config', 'data', 'cache-patterns.json');
  // Part of the package; a test holds it against its schema.
  const known = (JSON.parse(files.read(file).toString('utf8')) as { readonly patterns: readonly CacheKind[] }).patterns;
  const refined = known.map((kind): CacheKind => {
    const wish = enforce.patterns[kind.pattern];
    // What must never be linked stays so: the facts behind it do not change with a wish.
    return wish === 'leave' && kind.link ? { ...kind, link: false, reason: 'your config says so' } : kind;
  });
  const added = Object.entries(enforce.patterns)
    .filter(([pattern, wish]) => wish === 'link' && !known.some((kind) => kind.pattern === pattern))
    .map(([pattern]): CacheKind => ({
      pattern,
      tool: ownFolder(pattern),
      type: 'dir',
      link: true,
    }));
  const catalogue = new Map<string, CacheKind[]>();
  for (const kind of [...refined, ...added]) {
    if (kind.type !== 'dir') continue;
    const [first = ''] = kind.pattern.split('/');
    catalogue.set(first, [...(catalogue.get(first) ?? []), kind]);
  }
  return catalogue;
}

/** A folder name for a pattern of the user, another one for every pattern. */
function ownFolder(pattern: string): string {
  return `own-${pattern.replaceAll('_', '__').replaceAll('/', '_s')}`;
}
