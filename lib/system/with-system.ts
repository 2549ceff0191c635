import type { System } from './port';

/** The same over another System. Not a copy: what a context has is given when it is asked for. */
export function withSystem<T extends { readonly system: System }>(world: T, system: System): T {
  return Object.create(world, { system: { value: system, enumerable: true } }) as T;
}
