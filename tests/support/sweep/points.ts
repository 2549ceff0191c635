/** Calls that change something on a disk, and `openat`, which also only reads. */
const traced = [
  'openat', 'write', 'pwrite64', 'fsync', 'fdatasync', 'rename', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat', 'unlink', 'unlinkat',
  'mkdir', 'mkdirat', 'rmdir', 'chmod', 'fchmod', 'fchmodat', 'chown', 'fchown', 'ftruncate', 'utimensat', 'copy_file_range', 'sendfile',
] as const; // prettier-ignore

export const tracedCalls: string = traced.join(',');

/** One call of the clean run at which something is made to go wrong. */
export interface Point {
  readonly call: string;
  /** strace counts per call name and thread: the N of `when=N`. */
  readonly nth: number;
  /** What the call was about, without what differs from run to run. */
  readonly shape: string;
  /** A file or folder is opened to be read only: to be killed there is to be killed before the next change. */
  readonly reads: boolean;
}

/**
 * The changing calls and the opening ones of our process below the given folders, in order, from the first one on. Our own file work is synchronous, so it is
 * all on the main thread, the first one of the trace; node's start-up calls are counted and are no points.
 */
export function listPoints(trace: string, folders: readonly string[]): readonly Point[] {
  const counts = new Map<string, number>();
  const points: Point[] = [];
  for (const { call, args } of mainCalls(trace)) {
    const nth = (counts.get(call) ?? 0) + 1;
    counts.set(call, nth);
    const reads = call === 'openat' && !/O_(?:WRONLY|RDWR|CREAT)/.test(args);
    // The working folder is named with every relative and every absolute path.
    const named = args.replace(/^AT_FDCWD<[^>]*>/, '');
    if (folders.some((folder) => named.includes(folder))) points.push({ call, nth, shape: shapeOf(args), reads });
  }
  return points;
}

/** The shape of the call that the fault was put into, from a trace of that run; undefined when none was put in. */
export function hitPoint(trace: string, { call, nth }: Point): string | undefined {
  const calls = mainCalls(trace).filter((each) => each.call === call);
  const hit = calls[nth - 1];
  const injected =
    trace.includes('(INJECTED)') || (trace.includes('+++ killed by SIGKILL +++') && calls.length === nth);
  return hit === undefined || !injected ? undefined : shapeOf(hit.args);
}

function mainCalls(trace: string): readonly { readonly call: string; readonly args: string }[] {
  const [main = ''] = /^\d+/.exec(trace) ?? [];
  return trace.split('\n').flatMap((line) => {
    const [, pid, call = '', args = ''] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
    return pid === main ? [{ call, args }] : [];
  });
}

/** Paths with random parts and times, and contents and numbers, made comparable. */
function shapeOf(args: string): string {
  // What follows the bracket is the answer, which a disturbed call has another of.
  const [asked = ''] = args.split(') = ');
  const paths = [...asked.replace(/^AT_FDCWD<[^>]*>/, '').matchAll(/[<"](\/[^<>"]*)[>"]/g)].map(
    ([, path = '']) => path,
  );
  return paths
    .map((path) =>
      path
        .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
        .replaceAll(/\d{8}T\d{6,9}Z(?:-[0-9a-f]{8}(?![0-9a-f]))?/g, '<time>')
        .replaceAll(/(?:\d+-)?[0-9a-f]{24}(?=\.clistack-tmp)/g, '<random>')
        .replaceAll(/\.[0-9a-f]{8}-[0-9a-f-]{11}(?=\.<random>)/g, '.<id>')
        .replaceAll(/app-[0-9a-f]{12}/g, 'app-<hash>')
        .replaceAll(/[0-9a-f]{64}/g, '<hash>')
        .replaceAll(/\.[0-9a-f]{20}\./g, '.<hash>.')
        .replaceAll(/clistack-sweep-\w{6}/g, '<home>'),
    )
    .join(' ');
}
