import { counted } from '../kernel/counted';
import { partial } from '../kernel/outcome';
import type { TaskEnd } from '../kernel/task';
import type { Logger } from '../log';
import type { ToolFailure } from './each-tool';

/**
 * How a task over many tools ends: with its report; as a partial that names the failures when something else was done in this run; with
 * the first fault when nothing was.
 *
 * @param well how many were done. One that was as it should be already is none of them.
 */
export function endOfMany<R extends { readonly failed: readonly ToolFailure[] }>(
  report: R,
  well: number,
  log: Pick<Logger, 'warn'>,
): TaskEnd | R {
  const [first] = report.failed;
  if (first === undefined) return report;
  for (const { manager, tool, fault, hasMoved = false } of report.failed) {
    const where = hasMoved ? '' : `${manager}:${tool} stays as it was: `;
    log.warn(`${where}${fault.message}; fix: ${fault.fix}`);
  }
  if (well === 0) throw first.fault;
  const failed = report.failed.map(({ manager, tool, fault }) => ({
    manager,
    tool,
    code: fault.code,
    reason: fault.message,
  }));
  return partial(205, `${counted(failed.length, 'tool')} failed`, { ...report, failed });
}
