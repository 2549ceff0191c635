export { readOpenRuns } from './at-work';
/** @lazy */
export { changeTooLate } from './faults';
export { openJournal, type RunJournal } from './write';
export { readRuns, type JournaledRun } from './read';
export { findOpenRuns, findRun, isUndoable, undoRun, type UndoReport } from './undo';
export { undoNewest, type NewestUndo } from './undo-newest';
export { sweepJournals } from './sweep';
export { closeCheckpoint, openCheckpoint, sweepCheckpoints, type CheckpointFile } from './checkpoint';
export type { BuildIdentity, Checkpoint, KeptResult, States } from './checkpoint-line';
export { readCheckpoints } from './read-checkpoints';
export { lockCheckpoint, tryLockCheckpoint, type CheckpointLock } from './checkpoint-lock';
