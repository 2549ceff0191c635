import { parseReference } from './reference';
import type { Place } from './route';
import type { TaskSpec } from './task';

/** References to tasks that put themselves into another one, each a group of its own. */
export interface Guests {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** By the name of the host. */
export type GuestsByHost = ReadonlyMap<string, Guests>;

/** Who puts itself where. The host says whether it may fail: `before: ['X?']` is the safe reference of X to this task. */
export function findGuests<C>(
  tasks: readonly TaskSpec<C>[],
  find: (name: string, referrer: string) => string,
): GuestsByHost | undefined {
  let guests: Map<string, { readonly before: string[]; readonly after: string[] }> | undefined;
  for (const { name, before, after } of tasks) {
    guests ??= new Map();
    for (const [place, references] of [
      ['before', before ?? []],
      ['after', after ?? []],
    ] as const) {
      // prettier-ignore
      for (const reference of references) {
        const { name: typed, safe } = parseReference(reference);
        const host = find(typed, name);
        const known = guests.get(host) ?? { before: [], after: [] };
        known[place].push(safe ? `${name}?` : name);
        guests.set(host, known);
      }
    }
  }
  return guests;
}

/**
 * A task runs once: one that puts itself behind several of a graph would run behind the first of them, and what the others do would be
 * lost on it. So it goes behind the last, which waits for the others there: they may run side by side. Undefined where nothing moves.
 */
export function behindTheLast<C>(
  guests: GuestsByHost,
  { nodes, order }: { readonly nodes: ReadonlyMap<string, unknown>; readonly order: readonly Place<C>[] },
): GuestsByHost | undefined {
  const present = [...guests].flatMap(([host, { after }]) => (after.length > 0 && nodes.has(host) ? [host] : []));
  if (present.length < 2) return undefined;
  const at = new Map(present.map((host) => [host, order.findIndex(({ spec }) => spec.name === host)]));
  const hosts = present.toSorted((a, b) => (at.get(a) ?? 0) - (at.get(b) ?? 0));
  const namesOf = (host: string): readonly string[] =>
    (guests.get(host)?.after ?? []).map((reference) => parseReference(reference).name);
  const moved = new Map(guests);
  for (const host of hosts) {
    const { before, after } = guests.get(host) ?? { before: [], after: [] };
    const placed = after.flatMap((reference): readonly string[] => {
      const { name } = parseReference(reference);
      const all = hosts.filter((one) => namesOf(one).includes(name));
      return all.at(-1) === host ? [...all.slice(0, -1).map((other) => `${other}?`), reference] : [];
    });
    moved.set(host, { before, after: placed });
  }
  return moved;
}
