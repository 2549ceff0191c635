import type { ProcessTree } from './process-tree';

interface Child {
  readonly owner: string;
  /** Made when something of it is to be ended. */
  tree?: ProcessTree;
}

/** The children that run now, by their process groups: a group outlives its leader. */
const groups = new Map<number, Child>();

export function rememberGroup(pid: number, owner: string): void {
  groups.set(pid, { owner });
}

export function forgetGroup(pid: number): void {
  groups.delete(pid);
}

/** Sends a signal to a whole group; false when nobody is left in it. Windows ends what is left of the tree, whatever the signal. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  const windows = process.platform === 'win32';
  try {
    if (windows && signal !== 0) {
      const { endProcessTree } = require('./windows/process-tree') as typeof import('./windows/process-tree');
      return endProcessTree(pid);
    }
    process.kill(windows ? pid : -pid, signal);
    return true;
  } catch {
    // ESRCH: all gone. EPERM: all that is left runs as somebody else.
    return false;
  }
}

/** Sends a signal to a child and to all that is below it, also in groups and sessions of their own. */
export function signalTree(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  signalAll([pid], signal);
}

/** True while something is left of a child that was told to end, or below it. */
export function isTreeLeft(pid: number): boolean {
  const tree = groups.get(pid)?.tree;
  const answer = tree === undefined ? undefined : openTrees()?.isTreeLeft(tree);
  return answer ?? signalGroup(pid, 0);
}

/**
 * Ends every child and what it started, at once; with an owner, those of its own alone: a run may be one of several of its process. Called on
 * the last way out; cannot fail.
 */
export function endChildren(owner?: string): void {
  const ended = [...groups].flatMap(([pid, child]) => (owner === undefined || child.owner === owner ? [pid] : []));
  if (ended.length > 0) signalAll(ended, 'SIGKILL');
  for (const pid of ended) groups.delete(pid);
}

function signalAll(pids: readonly number[], signal: 'SIGTERM' | 'SIGKILL'): void {
  const trees = openTrees();
  if (trees === undefined) {
    for (const pid of pids) signalGroup(pid, signal);
    return;
  }
  trees.signalTrees(
    pids.map((pid) => {
      const child = groups.get(pid);
      return child === undefined ? trees.newTree(pid) : (child.tree ??= trees.newTree(pid));
    }),
    signal,
  );
}

/** Undefined where groups have to do: Windows ends trees by a program of its own, and on the last way out no file may be left to load. */
function openTrees(): typeof import('./process-tree') | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    return require('./process-tree') as typeof import('./process-tree');
  } catch {
    return undefined;
  }
}
