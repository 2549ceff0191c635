export { openJournal, type RunJournal } from './write';
export { readRuns } from './read';
export { findOpenRuns, findRun, isUndoable, undoRun, type UndoReport } from './undo';
export { sweepJournals } from './sweep';
