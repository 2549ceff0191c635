import { isAtWork, readProcesses, type ProcessRow, type ProcessTable } from './process-table';

/**
 * A child of ours and what was found below it. Kept from the first look on: once a parent has ended, nothing tells any more whose its
 * children are.
 */
export interface ProcessTree {
  readonly child: number;
  /** When each of them began, by its id. */
  readonly begun: Map<number, string>;
  readonly groups: Set<number>;
}

/**
 * Nothing is looked at before something of it has to be ended.
 * @lazy
 */
export function newTree(child: number): ProcessTree {
  return { child, begun: new Map(), groups: new Set([child]) };
}

/**
 * Sends a signal to all that is below these children, in whatever group or session it is. Where processes cannot be listed, to the groups
 * of the children alone. Synchronous.
 * @lazy
 */
export function signalTrees(trees: readonly ProcessTree[], signal: 'SIGTERM' | 'SIGKILL'): void {
  const table = readProcesses();
  for (const tree of trees) {
    const rows = findBelow(tree, table);
    const groups = table.size === 0 ? [tree.child] : new Set(rows.map(({ group }) => group));
    for (const group of groups) send(-group, signal);
    // Twice is once for a signal nobody can hear, and one of them may have changed its group since.
    if (signal === 'SIGKILL') for (const { pid } of rows) send(pid, signal);
  }
}

/**
 * True while something of a tree that was told to end is at work, or something has come meanwhile; what has ended and is reaped by nobody, as
 * in a container, is not. Undefined where processes cannot be listed.
 * @lazy
 */
export function isTreeLeft(tree: ProcessTree): boolean | undefined {
  if ([...tree.begun].some(([pid, start]) => isAtWork(pid, start))) return true;
  const table = readProcesses();
  return table.size === 0 ? undefined : findBelow(tree, table).some(({ isOver }) => !isOver);
}

/**
 * What is there now of a tree: what was known, what descends from it, and what is in a group with it. A child of ours leads a session of
 * its own, and nobody joins a group of another session, so all of such a group began below that child.
 */
function findBelow({ child, begun, groups }: ProcessTree, table: ProcessTable): readonly ProcessRow[] {
  const found = new Map<number, ProcessRow>();
  const seen = new Set<number>();
  const first = table.get(child);
  // Anybody else's has got the id of a child that is gone.
  if (first?.parent === process.pid) begun.set(child, first.start);
  // The id of a group is given to no new process while somebody is in it.
  const isGivenAnew = (group: number): boolean => {
    const leader = table.get(group);
    return leader !== undefined && begun.get(group) !== leader.start;
  };
  const isBelow = ({ pid, start, parent, group }: ProcessRow): boolean =>
    begun.get(pid) === start || found.has(parent) || seen.has(group) || (groups.has(group) && !isGivenAnew(group));
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const row of table.values()) {
      if (found.has(row.pid) || !isBelow(row)) continue;
      found.set(row.pid, row);
      begun.set(row.pid, row.start);
      groups.add(row.group);
      seen.add(row.group);
    }
  }
  return [...found.values()];
}

function send(target: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  // These mean everybody, or our own group: what lies in a group outside our namespace is said to be in group 0.
  if (target >= -1 && target <= 1) return;
  try {
    process.kill(target, signal);
  } catch {
    // ESRCH: it has ended by itself. EPERM: it runs as somebody else, and ends with what it works for or not at all.
  }
}
