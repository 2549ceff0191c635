import type { Plan } from './run-tasks';

/** A chain of tasks that take no time, each needing the one before. */
export function chain(count: number): Record<string, Plan> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`T${at}`, { deps: at === 0 ? [] : [`T${at - 1}`], run: () => null }]),
  );
}
