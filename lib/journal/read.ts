import { join } from 'node:path';
import { isStackError, type StackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { Step } from '../system/step';
import type { Moment } from '../system/two-clocks';
import { damagedJournal, unknownFormat } from './faults';
import { journalFormat, type JournalLine, type JournalStep } from './entry';
import { journalName, runFolders } from './run-folders';

/** A run as its journal tells it. */
export interface JournaledRun {
  readonly id: string;
  readonly folder: string;
  readonly command: string;
  /** Wall clock, ISO. */
  readonly at: string;
  readonly steps: readonly JournalStep[];
  /** Steps that failed and left all as it was: no changes, but something half-made may lie beside their places. */
  readonly inVain: readonly Step[];
  readonly began: Moment;
  /** Null: its journal is open, because it is running or was killed. */
  readonly status: number | null;
  /** True when it did not close its journal itself. */
  readonly cutOff: boolean;
  /** Numbers of the steps that were taken back already. */
  readonly undone: ReadonlySet<number>;
  /** True for a run that took another run back, and that was all it was asked for, or all it did. */
  readonly isUndo: boolean;
}

export const undoneName = 'undone.json';

/**
 * Every journaled run, oldest first. A last line cut off by a kill is no damage. A broken line elsewhere is told as `damagedJournal`
 * (UND003, 506), which is thrown unless the caller takes it; then that run is left out, and the others stay usable.
 */
export function readRuns(
  system: System,
  folder: string,
  onDamaged: (fault: StackError) => void = refuse,
): readonly JournaledRun[] {
  return runFolders(system, folder).flatMap((runFolder) => {
    try {
      return readRun(system, runFolder) ?? [];
    } catch (error) {
      if (!isStackError(error)) throw error;
      onDamaged(error);
      return [];
    }
  });
}

/**
 * Undefined for a run that was killed before its first line.
 * @throws `damagedJournal` (UND003), `unknownFormat` (UND004); both 506.
 */
export function readRun(system: System, folder: string): JournaledRun | undefined {
  const path = join(folder, journalName);
  if (system.files.stat(path) === undefined) return undefined;
  const lines = readLines(system, path);
  const open = lines.find((line) => line.line === 'open');
  if (open === undefined) return undefined;
  if (open.format !== journalFormat) throw unknownFormat({ path, format: String(open.format) });
  const done = new Map(
    lines.flatMap((line) =>
      line.line === 'done' ? [[line.n, line.arrived === undefined ? {} : { arrived: line.arrived }]] : [],
    ),
  );
  const unchanged = new Set(
    lines.flatMap((line) => (line.line === 'failed' && line.unchanged === true ? [line.n] : [])),
  );
  const all = lines.flatMap((line): readonly JournalStep[] => {
    if (line.line !== 'intent') return [];
    const { line: _tag, ...intent } = line;
    return [{ ...intent, done: done.has(line.n), ...done.get(line.n) }];
  });
  const steps = all.filter(({ n }) => !unchanged.has(n));
  const close = lines.find((line) => line.line === 'close');
  const { run: id, command, at, bootId, uptime, roots = [] } = open;
  return {
    id,
    folder,
    command,
    at,
    began: { wall: Date.parse(at), bootId, uptime },
    steps,
    inVain: all.filter(({ n }) => unchanged.has(n)).map(({ step }) => step),
    status: close?.status ?? null,
    cutOff: close === undefined || close.cutOff === true,
    undone: readUndone(system, folder),
    isUndo: steps.length > 0 && [roots, steps.map(({ task }) => task)].some(isUndoAlone),
  };
}

function isUndoAlone(tasks: readonly string[]): boolean {
  return tasks.length > 0 && tasks.every((task) => task === 'Undo.Run');
}

function readLines(system: System, path: string): readonly JournalLine[] {
  const texts = system.files.readText(path).split('\n');
  const lines: JournalLine[] = [];
  for (const [index, text] of texts.entries()) {
    if (text === '') continue;
    const line = parseLine(text);
    if (line === undefined && index === texts.length - 1) break;
    if (line === undefined) throw damagedJournal({ path, line: index + 1 });
    lines.push(line);
  }
  return lines;
}

function parseLine(text: string): JournalLine | undefined {
  const value = parseJson(text);
  // Our own writer made it, in a folder that only the user can write to; the tag says which line it is.
  return typeof value === 'object' && value !== null && 'line' in value ? (value as JournalLine) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller knows whether a broken text is the cut end of a killed run or damage.
    return undefined;
  }
}

function readUndone(system: System, folder: string): ReadonlySet<number> {
  const path = join(folder, undoneName);
  if (system.files.stat(path) === undefined) return new Set();
  const value = parseJson(system.files.readText(path));
  if (value === undefined) throw damagedJournal({ path, line: 1 });
  const steps: unknown = typeof value === 'object' && value !== null && 'steps' in value ? value.steps : undefined;
  return new Set(Array.isArray(steps) ? steps.filter((n: unknown) => typeof n === 'number') : []);
}

function refuse(fault: StackError): never {
  throw fault;
}
