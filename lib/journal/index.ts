export { readOpenRuns } from './at-work';
export { openJournal, type RunJournal } from './write';
export { readRuns, type JournaledRun } from './read';
export { findOpenRuns, findRun, isUndoable, undoRun, type UndoReport } from './undo';
export { undoNewest, type NewestUndo } from './undo-newest';
export { sweepJournals } from './sweep';
export {
  closeCheckpoint,
  openCheckpoint,
  readCheckpoints,
  sweepCheckpoints,
  type BuildIdentity,
  type Checkpoint,
  type CheckpointFile,
  type KeptResult,
  type States,
} from './checkpoint';
export { lockCheckpoint, type CheckpointLock } from './checkpoint-lock';
