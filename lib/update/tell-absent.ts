import { counted } from '../kernel/counted';
import { toType } from '../kernel/to-type';
import type { Logger } from '../log';
import type { PinRow } from '../pin';

/** How many listed tools are not there at all: of them no registry is asked. */
export function countAbsent(rows: readonly PinRow[]): number {
  return rows.filter(({ action }) => action === 'install').length;
}

/** Without it, nothing to update would read as if all were there. */
export function tellAbsent(log: Pick<Logger, 'info'>, absent: number): void {
  if (absent === 0) return;
  log.info(`${counted(absent, 'listed tool')} ${absent === 1 ? 'is' : 'are'} not installed: ${toType('Pin.Sync')}`);
}
