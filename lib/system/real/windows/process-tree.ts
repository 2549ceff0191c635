import { spawnSync } from 'node:child_process';
import { win32 } from 'node:path';

/**
 * Ends a process and all that it started, at once: Windows has no signal that a console program could answer, and no groups. False when
 * there was nothing to end. Children of a process that is gone already are not found any more.
 * @lazy
 */
export function endProcessTree(pid: number): boolean {
  // By its whole path: what is called taskkill in the working folder or on the PATH need not be it.
  const taskkill = win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  const { status } = spawnSync(taskkill, ['/T', '/F', '/PID', String(pid)], {
    stdio: 'ignore',
    windowsHide: true,
    timeout: 5000,
  });
  if (status === 0) return true;
  try {
    // A Windows without it (Nano Server has none): then at least the one that we started.
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}
