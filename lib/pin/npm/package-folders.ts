import { join } from 'node:path';
import type { System } from '../../system/port';
import { readOr } from '../read-or';

/**
 * Everything in the folders of packages of a project, by the key that a package-lock.json would have for it; what npm notes there begins
 * with a dot. A folder of packages that is a link, or cannot be listed, is a key of its own, which no lock has.
 */
export function packageFolders(system: System, root: string, folder = 'node_modules'): readonly string[] {
  const { files } = system;
  const look = (): readonly string[] => {
    const entry = files.stat(join(root, folder));
    if (entry === undefined) return [];
    if (entry.kind !== 'folder') return [folder];
    return entriesIn(system, root, folder).flatMap(({ key, kind }) =>
      kind === 'folder' ? [key, ...packageFolders(system, root, `${key}/node_modules`)] : [key],
    );
  };
  return readOr(look, () => [folder]);
}

interface KeyedEntry {
  readonly key: string;
  readonly kind: string;
}

/** A scope is a folder of packages. */
function entriesIn({ files }: System, root: string, folder: string): readonly KeyedEntry[] {
  const listed = (below: string): readonly KeyedEntry[] =>
    files
      .list(join(root, below))
      .filter(({ name }) => !name.startsWith('.'))
      .map(({ name, kind }) => ({ key: `${below}/${name}`, kind }));
  return listed(folder).flatMap((one) =>
    one.kind === 'folder' && one.key.startsWith(`${folder}/@`) ? listed(one.key) : [one],
  );
}
