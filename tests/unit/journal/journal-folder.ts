import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRun, openJournal, readRuns, undoRun, type UndoReport } from '../../../lib/journal';
import type { JournaledRun } from '../../../lib/journal/read';
import type { System } from '../../../lib/system/port';
import { createRealSystem } from '../../../lib/system/real';

export interface JournalFolder {
  readonly system: System;
  /** An empty folder to change things in. */
  readonly root: string;
  /** Where the journals of the runs lie. */
  readonly folder: string;
  path(...names: string[]): string;
  text(...names: string[]): string;
  /** Runs one task that changes something, as its own run. */
  run(change: (system: System) => unknown, task?: string): Promise<JournaledRun>;
  runs(): readonly JournaledRun[];
  /** Takes a run back in a run of its own, as the task does. */
  undo(id?: string): Promise<UndoReport>;
}

/** A journal in a temporary folder for each test: it is appended to by the kernel, so it needs a real disk. */
export function useJournalFolder(): JournalFolder {
  let base = '';
  let count = 0;
  const real = createRealSystem();
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'clistack-')));
    count = 0;
    real.files.makeFolder(join(base, 'root'));
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });
  // Runs follow each other by a minute: their folders are sorted by the wall clock.
  const system = (): System => ({
    ...real,
    clock: { ...real.clock, now: () => Date.UTC(2026, 0, 15, 12, count) },
  });
  const perform = async (change: (system: System) => unknown, task: string): Promise<string> => {
    count += 1;
    const id = `run${count}`;
    const journal = openJournal({ system: system(), folder: at.folder, runId: id, command: `just ${task}` });
    await change(journal.forTask(task).system);
    journal.close({ status: 0 });
    return id;
  };
  const at: JournalFolder = {
    get system() {
      return system();
    },
    get root() {
      return join(base, 'root');
    },
    get folder() {
      return join(base, 'state', 'journal');
    },
    path: (...names) => join(base, 'root', ...names),
    text: (...names) => real.files.read(at.path(...names)).toString('utf8'),
    run: async (change, task = 'T') => {
      const id = await perform(change, task);
      const run = at.runs().find((each) => each.id === id);
      if (run === undefined) throw new Error(`${id} has no journal: it changed nothing`);
      return run;
    },
    runs: () => readRuns(real, at.folder),
    undo: async (id) => {
      let report: UndoReport | undefined;
      const target = findRun(at.runs(), id);
      // One that can take nothing back changes nothing, and has no journal.
      await perform(async (journaled) => {
        report = await undoRun(journaled, target);
      }, 'Undo.Run');
      if (report === undefined) throw new Error('the undo ended without a report');
      return report;
    },
  };
  return at;
}
