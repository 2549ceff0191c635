import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findRun,
  openJournal,
  readRuns,
  undoNewest,
  undoRun,
  type NewestUndo,
  type UndoReport,
} from '../../../lib/journal';
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
  /** A run over a System in which a call throws `killed`: that is where the run `killed` was killed. */
  killed(system: System, change: (system: System) => void): void;
  runs(): readonly JournaledRun[];
  /** Takes a run back in a run of its own, as the task does. */
  undo(id?: string): Promise<UndoReport>;
  /** Takes back the newest run that can be. @param goOn the answer where nothing of one can be taken back. */
  undoNewest(goOn: boolean): Promise<NewestUndo>;
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
  /** One that can take nothing back changes nothing, and has no journal. */
  const performUndo = async <T>(undo: (journaled: System) => Promise<T>): Promise<T> => {
    let answer: { readonly value: T } | undefined;
    await perform(async (journaled) => {
      answer = { value: await undo(journaled) };
    }, 'Undo.Run');
    if (answer === undefined) throw new Error('the undo ended without an answer');
    return answer.value;
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
    killed: (inner, change) => {
      const journal = openJournal({ system: inner, folder: at.folder, runId: 'killed', command: 'just T' });
      expect(() => {
        change(journal.forTask('T').system);
      }).toThrow('killed');
      const folder = readdirSync(at.folder).find((name) => name.endsWith('-killed')) ?? '';
      const path = join(at.folder, folder, 'journal.jsonl');
      // Who is dead says nothing of what came of a call.
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/\{"line":"failed".*\n/g, ''));
    },
    runs: () => readRuns(real, at.folder),
    undo: async (id) => {
      if (id === undefined) return (await at.undoNewest(false)).report;
      const target = findRun(at.runs(), id);
      return performUndo((journaled) => undoRun(journaled, target));
    },
    undoNewest: (goOn) => {
      const runs = at.runs();
      return performUndo((journaled) => undoNewest(journaled, runs, () => Promise.resolve(goOn)));
    },
  };
  return at;
}
