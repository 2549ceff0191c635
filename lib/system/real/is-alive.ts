import { errnoOf } from '../../kernel/errno';

/** True while a process with this id lives, be it somebody else's: only root may send it a signal, but everybody is told that it is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}
