import { isStackError } from '../kernel/fault';
import { fileMissing } from './faults';

/** What a look at a file answers; undefined where it is gone, or never was: to ask first would be one more look, and it may go in between. */
export function unlessGone<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!isStackError(error) || error.code !== fileMissing.page.code) throw error;
    return undefined;
  }
}
