import { installFailed } from '../faults';
import type { ManagerWorld } from '../manager';

/**
 * Refuses a place whose name holds a line break. A program of Python names its interpreter in its first line, which would end there: it would be
 * installed, and never start.
 * @throws `installFailed` (PIN013, 504).
 */
export function assertOneLine({ paths }: Pick<ManagerWorld, 'paths'>, manager: string, tool: string): void {
  if (!/[\r\n]/.test(paths.tools)) return;
  const place = JSON.stringify(paths.tools);
  const reason = `programs of Python do not start from ${place}: its name holds a line break; set XDG_DATA_HOME to a folder without one`;
  throw installFailed({ manager, tool, reason });
}
