/** Process groups of the children that run now, with whose they are; a group outlives its leader, so it is ended as a whole. */
const groups = new Map<number, string>();

export function rememberGroup(pid: number, owner: string): void {
  groups.set(pid, owner);
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
    // ESRCH: all gone. EPERM cannot happen to our own children.
    return false;
  }
}

/**
 * Ends every child and what it started, at once; with an owner, those of its own alone: a run may be one of several of its process. Called on
 * the last way out; cannot fail.
 */
export function endChildren(owner?: string): void {
  for (const [pid, whose] of groups) {
    if (owner !== undefined && whose !== owner) continue;
    signalGroup(pid, 'SIGKILL');
    groups.delete(pid);
  }
}
