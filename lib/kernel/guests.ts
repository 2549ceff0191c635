import { parseReference } from './reference';
import type { TaskSpec } from './task';

/** References to tasks that put themselves into another one, each a group of its own. */
export interface Guests {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Who puts itself where, by the name of the host. The host says whether it may fail: `before: ['X?']` is the safe reference of X to this task.
 * @param nameOf answers the true name of a host, or throws.
 */
export function findGuests<C>(
  tasks: readonly TaskSpec<C>[],
  nameOf: (typed: string, referrer: string) => string,
): ReadonlyMap<string, Guests> {
  const guests = new Map<string, { readonly before: string[]; readonly after: string[] }>();
  for (const { name, before, after } of tasks) {
    for (const [place, references] of [
      ['before', before ?? []],
      ['after', after ?? []],
    ] as const) {
      for (const reference of references) {
        const { name: typed, safe } = parseReference(reference);
        const host = nameOf(typed, name);
        const known = guests.get(host) ?? { before: [], after: [] };
        known[place].push(safe ? `${name}?` : name);
        guests.set(host, known);
      }
    }
  }
  return guests;
}
