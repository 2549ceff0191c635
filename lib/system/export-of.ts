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
    throw refuse(`throws while loading: ${sentenceOf(cause)}`, cause);
  }
}

/** One line of it, and for code that cannot be read the line of the file: an error of syntax has its place in the stack alone. */
function sentenceOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('message' in cause))
    return String(cause).split('\n', 1)[0] ?? '';
  const [first = '', second = ''] = String(cause.message).split('\n');
  // A compiler says only below that what is wrong, and where.
  const reason = first.endsWith(':') ? `${first} ${second.trim()}` : first;
  const stack = 'stack' in cause && 'name' in cause && cause.name === 'SyntaxError' ? String(cause.stack) : '';
  const place = /^(?:file:\/\/)?(\/.*|[A-Za-z]:.*):(\d+)$/m.exec(stack.split('\n', 1)[0] ?? '');
  return place === null ? reason : `${reason} (line ${place[2] ?? ''})`;
}
