import type { System } from '../system/port';
import type { PlacedPackage } from './manager';

/** One hash for a whole tree, whatever order its packages are listed in and wherever they were found. */
export function treeIntegrity({ hash }: System, packages: readonly PlacedPackage[]): string {
  const facts = packages
    .map(({ key, name, version, integrity, platforms }) =>
      JSON.stringify([key, name, version, integrity.toSorted(), ...(platforms === undefined ? [] : [platforms])]),
    )
    .toSorted();
  return toIntegrity(hash.bytes(facts.join('\n')));
}

/** Hash of the manager's own lock file. */
export function fileDigest({ hash }: System, text: string): string {
  return toIntegrity(hash.bytes(text));
}

function toIntegrity(hex: string): string {
  return `sha256-${Buffer.from(hex, 'hex').toString('base64')}`;
}
