const calls: Readonly<Record<string, readonly number[]>> = {
  rename: [0, 1],
  renameat: [0, 1],
  renameat2: [0, 1],
  mkdir: [0],
  mkdirat: [0],
  unlink: [0],
  unlinkat: [0],
  rmdir: [0],
  symlink: [1],
  symlinkat: [1],
  link: [1],
  linkat: [1],
  chmod: [0],
  fchmodat: [0],
};

/**
 * Paths below `root` that a traced process changed: made, renamed, removed, linked, re-moded or opened for writing. Failed calls changed
 * nothing. The temporary name of a whole write is only the way to the file it is renamed to.
 */
export function mutatedPaths(trace: string, root: string): readonly string[] {
  const paths = new Set<string>();
  for (const line of joinUnfinished(trace)) {
    const match = /^\d+ +(\w+)\((.*)\) += (-?\d+)/.exec(line);
    if (match === null || Number(match[3]) < 0) continue;
    const [, call = '', args = ''] = match;
    const texts = [...args.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
    if (call === 'openat') {
      if (/O_(?:WRONLY|RDWR|CREAT)/.test(args)) paths.add(texts[0] ?? '');
    } else for (const index of calls[call] ?? []) paths.add(texts[index] ?? '');
  }
  return [...paths].filter((path) => path.startsWith(`${root}/`) && !path.includes('clistack-tmp'));
}

/** Threads interrupt each other: a call begun on one line may end on a later one. */
function joinUnfinished(trace: string): readonly string[] {
  const open = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [pid = ''] = line.split(' ', 1);
    const begun = /^(.*) <unfinished \.\.\.>$/.exec(line);
    if (begun?.[1] !== undefined) {
      open.set(pid, begun[1]);
      return [];
    }
    const resumed = /<\.\.\. \w+ resumed>(.*)$/.exec(line);
    return resumed === null ? [line] : [`${open.get(pid) ?? ''}${resumed[1] ?? ''}`];
  });
}
