import { readdirSync } from 'node:fs';
import { isAlive } from './is-alive';
import { readStat } from './linux/process-stat';

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** When it began, in the words of the system: with the id it is that very process. */
  readonly start: string;
  /** True for what has ended and is only kept for its parent to ask how. */
  readonly isOver: boolean;
}

export type ProcessTable = ReadonlyMap<number, ProcessRow>;

/** All processes of the machine as they are now; empty where they cannot be listed. */
export function readProcesses(): ProcessTable {
  return new Map((process.platform === 'linux' ? listed() : asked()).map((row) => [row.pid, row]));
}

/** True while that very process is at work. */
export function isAtWork(pid: number, start: string): boolean {
  // Asking for the start of one process costs as much as asking for all, and between two looks no id comes round again.
  if (process.platform !== 'linux') return isAlive(pid);
  const stat = readStat(pid);
  return stat !== undefined && stat.start === start && !isOver(stat.state);
}

function listed(): readonly ProcessRow[] {
  return processFolders().flatMap((name) => {
    const stat = readStat(name);
    if (stat === undefined) return [];
    const { parent, group, start, state } = stat;
    return [{ pid: Number(name), parent, group, start, isOver: isOver(state) }];
  });
}

function processFolders(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    // Not mounted, or no file handle is left.
    return [];
  }
}

function isOver(state: string): boolean {
  return state === 'Z' || state === 'X';
}

function asked(): readonly ProcessRow[] {
  const { listProcesses } = require('./darwin/list-processes') as typeof import('./darwin/list-processes');
  return listProcesses();
}
