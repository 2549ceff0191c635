import { spawnSync } from 'node:child_process';
import type { ProcessRow } from '../process-table';

/** Long enough for a machine under load, and no more than somebody waits who wants out. */
const longestMs = 1000;

/** What `ps` says of every process of the machine; nothing where it says nothing. */
export function listProcesses(): readonly ProcessRow[] {
  const columns = ['pid', 'ppid', 'pgid', 'stat', 'lstart'].flatMap((name) => ['-o', `${name}=`]);
  const { stdout } = spawnSync('/bin/ps', ['-A', ...columns], {
    encoding: 'utf8',
    // Dates are compared as they are written.
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 16 * 1024 * 1024,
    timeout: longestMs,
  });
  // Null when it could not be started.
  return ((stdout as string | null) ?? '').split('\n').flatMap((line) => {
    const [, pid, parent, group, state = '', start = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.+?)\s*$/.exec(line) ?? [];
    if (pid === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), start, isOver: state.startsWith('Z') }];
  });
}
