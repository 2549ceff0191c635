export { openJournal, type RunJournal } from './write';
export { readRuns, type JournaledRun } from './read';
export { findOpenRuns, findRun, isUndoable, pruneJournals, undoRun, type UndoReport } from './undo';
