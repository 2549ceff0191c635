import { join } from 'node:path';
import { isStackError, type StackError } from '../kernel/fault';
import type { System } from '../system/port';
import { damagedJournal } from './faults';
import type { JournalLine, JournalStep } from './entry';
import { journalName } from './write';

/** A run as its journal tells it. */
export interface JournaledRun {
  readonly id: string;
  readonly folder: string;
  readonly command: string;
  /** Wall clock, ISO. */
  readonly at: string;
  readonly steps: readonly JournalStep[];
  /** Null: killed before it could close its journal. */
  readonly status: number | null;
  /** Numbers of the steps that were taken back already. */
  readonly undone: ReadonlySet<number>;
  /** True for a run that itself took another run back. */
  readonly isUndo: boolean;
}

export const undoneName = 'undone.json';
const folderShape = /^\d{8}T\d{9}Z-.+$/;

/**
 * Every journaled run, oldest first. A last line cut off by a kill is no damage. A broken line elsewhere is told as `damagedJournal`
 * (UND003, 506), which is thrown unless the caller takes it; then that run is left out, and the others stay usable.
 */
export function readRuns(
  system: System,
  folder: string,
  onDamaged: (fault: StackError) => void = refuse,
): readonly JournaledRun[] {
  if (system.files.stat(folder)?.kind !== 'folder') return [];
  return system.files
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' && folderShape.test(name))
    .flatMap(({ name }) => {
      try {
        return readRun(system, join(folder, name)) ?? [];
      } catch (error) {
        if (!isStackError(error)) throw error;
        onDamaged(error);
        return [];
      }
    });
}

function readRun(system: System, folder: string): JournaledRun | undefined {
  const path = join(folder, journalName);
  if (system.files.stat(path) === undefined) return undefined;
  const lines = readLines(system, path);
  const open = lines.find((line) => line.line === 'open');
  if (open === undefined) return undefined;
  const ends = new Map<number, JournalLine & { readonly line: 'done' }>();
  for (const line of lines) if (line.line === 'done') ends.set(line.n, line);
  const steps = lines.flatMap((line): readonly JournalStep[] =>
    line.line === 'intent' ? [stepOf(line, ends.get(line.n))] : [],
  );
  const close = lines.find((line) => line.line === 'close');
  return {
    id: open.run,
    folder,
    command: open.command,
    at: open.at,
    steps,
    status: close?.status ?? null,
    undone: readUndone(system, folder),
    isUndo: steps.some(({ task }) => task === 'Undo.Run'),
  };
}

function stepOf(
  { n, task, step, before }: JournalLine & { readonly line: 'intent' },
  end: (JournalLine & { readonly line: 'done' }) | undefined,
): JournalStep {
  return { n, task, step, before, done: end !== undefined, after: end?.after };
}

function readLines(system: System, path: string): readonly JournalLine[] {
  const texts = system.files.read(path).toString('utf8').split('\n');
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
  const value = parseJson(system.files.read(path).toString('utf8'));
  if (value === undefined) throw damagedJournal({ path, line: 1 });
  const steps: unknown = typeof value === 'object' && value !== null && 'steps' in value ? value.steps : undefined;
  return new Set(Array.isArray(steps) ? steps.filter((n: unknown) => typeof n === 'number') : []);
}

function refuse(fault: StackError): never {
  throw fault;
}
