import { foldedName } from '../../kernel/folded-name';
import { renderRequirements } from './requirements';
import type { CompletedTree, LockedPackage, LockedTree } from '../manager';

/** What an index names of one version of a package. */
export interface NamedFiles {
  /** Hashes of all its files. */
  readonly integrity: readonly string[];
  /** Where the one for this machine lies, as far as that is told. */
  readonly source?: string | undefined;
  /** Where the index attests how that one was built. */
  readonly provenance?: string | undefined;
}

/** By the key of the package. */
export type NamedTree = ReadonlyMap<string, NamedFiles>;

/**
 * The tree with the hashes of all files that the index names, so it holds on other platforms too. An index that does not name a hash that is
 * locked has other files now: nothing is taken over from it for that package.
 */
export function completeTree(tree: LockedTree, named: NamedTree): CompletedTree {
  const packages = tree.packages.map((one) => widenPackage(one, named.get(one.key)));
  const unconfirmed = tree.packages.filter((one) => !isConfirmed(one, named.get(one.key))).map(({ key }) => key);
  const file = renderRequirements(packages);
  return { tree: withProvenance({ ...tree, packages, file }, named), unconfirmed };
}

/** The tree with what the index attests of the tool itself, if it does. */
export function withProvenance(tree: LockedTree, named: NamedTree): LockedTree {
  const provenance = named.get(foldedName(tree.tool))?.provenance;
  return provenance === undefined ? tree : { ...tree, provenance };
}

/** True when the index names every hash that is locked. */
export function isConfirmed({ integrity }: LockedPackage, named: NamedFiles | undefined): boolean {
  return named !== undefined && integrity.length > 0 && integrity.every((hash) => named.integrity.includes(hash));
}

/** The package with all hashes that the index names of it. */
export function widenPackage(locked: LockedPackage, named: NamedFiles | undefined): LockedPackage {
  if (named === undefined || !isConfirmed(locked, named)) return locked;
  const source = locked.source ?? named.source;
  return { ...locked, integrity: [...named.integrity].sort(), ...(source === undefined ? {} : { source }) };
}
