import { withoutExit } from './without-exit';

/** What a file of the user's exports: its default, or all of it. `refuse` makes the fault for one that throws while it is loaded. */
export function exportOf(
  path: string,
  load: (path: string) => unknown,
  refuse: (problem: string, cause: unknown) => Error,
): unknown {
  try {
    const module = withoutExit(() => load(path));
    const hasDefault = typeof module === 'object' && module !== null && 'default' in module;
    return hasDefault ? module.default : module;
  } catch (cause) {
    const reason =
      typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
    throw refuse(`throws while loading: ${reason.split('\n', 1)[0] ?? ''}`, cause);
  }
}
