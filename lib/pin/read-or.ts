import { isStackError, type StackError } from '../kernel/fault';

/** What a look at files answers; where the system refuses one of them, what the caller makes of that. Everything else flies on. */
export function readOr<T, U>(read: () => T, refused: (fault: StackError) => U): T | U {
  try {
    return read();
  } catch (error) {
    if (!isStackError(error)) throw error;
    return refused(error);
  }
}

/** For a list of which one part cannot be read: it is told, and nothing stands for it. */
export function orNothing(onUnread: (fault: StackError) => void): (fault: StackError) => readonly never[] {
  return (fault) => {
    onUnread(fault);
    return [];
  };
}
