import type { NamedEntry } from './ports/files';

/** The order of names everywhere: by code unit, the same on every system and in every locale. */
export function byName(a: Pick<NamedEntry, 'name'>, b: Pick<NamedEntry, 'name'>): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
