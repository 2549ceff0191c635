import { isStackError, StackError } from '../kernel/fault';
import { badOptionValue, missingValue, unknownFlag } from '../kernel/faults';
import { toType } from '../kernel/to-type';

/** Lets a fault about a flag or a value say of which task the help tells more, where it does not say so itself. */
export function withHelpOf<T>(task: () => string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isStackError(error) || !namesNoTask(error)) throw error;
    const name = task();
    if (name === undefined) throw error;
    const { code, exit, message, data, cause } = error;
    throw new StackError(code, exit, message, toType(`Help ${name}`), { ...data, task: name }, { cause });
  }
}

function namesNoTask({ code, data }: StackError): boolean {
  return (
    data['task'] === undefined && [unknownFlag, badOptionValue, missingValue].some(({ page }) => page.code === code)
  );
}
