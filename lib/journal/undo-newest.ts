import type { System } from '../system/port';
import { nothingToUndo } from './faults';
import type { JournaledRun } from './read';
import { isUndoable, undoRun, type UndoReport } from './undo';

export interface NewestUndo {
  /** What was taken back; where nothing could be, what stood in the way. */
  readonly report: UndoReport;
  /** Newer runs of which nothing could be taken back, newest first. */
  readonly passed: readonly UndoReport[];
  /** The run before the reported one that has something left. */
  readonly before: JournaledRun | undefined;
}

/**
 * Takes back the newest run that changed something, is no undo and has something left. One of which nothing more can be taken back, because
 * all of that was changed since, may not bar the way to those before it for ever; and who only tries again may not lose another run. So `goOn`
 * says whether the one before is taken in its place.
 * @throws `nothingToUndo` (UND002, 501).
 */
export async function undoNewest(
  system: System,
  runs: readonly JournaledRun[],
  goOn: (stuck: UndoReport, before: JournaledRun) => Promise<boolean>,
  onSecret?: (secret: string) => void,
): Promise<NewestUndo> {
  const open = runs.filter((run) => isUndoable(run) && !run.isUndo).toReversed();
  const passed: UndoReport[] = [];
  for (const [index, run] of open.entries()) {
    const report = await undoRun(system, run, onSecret);
    const before = open[index + 1];
    const isStuck = report.undone === 0 && report.refused.length > 0;
    if (!isStuck || before === undefined || !(await goOn(report, before))) return { report, passed, before };
    passed.push(report);
  }
  throw nothingToUndo({});
}
