import { join } from 'node:path';
import type { System } from '../system/port';
import { demandSafe } from '../system/safe-folder';
import type { Moment } from '../system/two-clocks';
import { unlessGone } from '../system/unless-gone';
import { isCheckpointLine } from './checkpoint-shape';
import type { Checkpoint, CheckpointLine, KeptResult, States } from './checkpoint-line';

export const checkpointExtension = '.jsonl';

/**
 * Every checkpoint in the folder, oldest first. One whose first line is damaged is left out; a cut last line is no damage.
 * @throws `unsafeFolder` (SYS007, 506) where something else is in the place of the folder, or others may write into it.
 */
export function readCheckpoints(system: System, folder: string): readonly Checkpoint[] {
  const { files } = system;
  if (files.stat(folder) === undefined) return [];
  demandSafe(system, folder);
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'file' && name.endsWith(checkpointExtension))
    .flatMap(({ name }) => readCheckpoint(system, join(folder, name)) ?? [])
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function readCheckpoint({ files }: System, path: string): Checkpoint | undefined {
  const lines =
    unlessGone(() => files.readText(path))
      ?.split('\n')
      .flatMap(parseLine) ?? [];
  const [open] = lines;
  if (open?.line !== 'open') return undefined;
  const { run, command, at, build } = open;
  let touched = momentOf(open);
  let results = new Map<string, KeptResult>();
  let states: States = {};
  let status: number | null = null;
  let isSpent = false;
  let closedBy: string | null = null;
  let marks = open.takenBack;
  const takenBack = new Map<string, readonly string[]>();
  let isUnsettled = false;
  /** What had ended when there was nothing left to wait for. */
  let settled: { readonly results: ReadonlyMap<string, KeptResult>; readonly states: States } = {
    results: new Map(),
    states,
  };
  /** What was done before the run that is at work. */
  let earlier = settled;
  const goBackTo = (known: typeof settled): void => {
    results = new Map(known.results);
    ({ states } = known);
  };
  for (const line of lines) {
    if (line.line === 'ended') {
      results.set(line.result.name, line.result);
      takenBack.set(line.result.name, marks);
      if (line.states !== undefined) states = line.states;
    }
    if (line.line === 'waiting') isUnsettled = true;
    else if (line.line === 'undone') {
      goBackTo(earlier);
      settled = earlier;
      isUnsettled = false;
    } else if (line.line === 'settled' || line.line === 'resumed') {
      // What the one before has left behind ended with its process.
      if (line.line === 'resumed' && isUnsettled) goBackTo(settled);
      settled = { results: new Map(results), states };
      if (line.line === 'resumed') earlier = settled;
      isUnsettled = false;
    }
    // Gone on with: then it is open again.
    if (line.line === 'closed') {
      status = line.status;
      isSpent = line.keep === false;
      closedBy = line.by ?? null;
    } else if (line.line === 'reached' || line.line === 'resumed') {
      status = null;
      isSpent = false;
      closedBy = null;
      if (line.line === 'resumed') {
        touched = momentOf(line);
        marks = line.takenBack;
      }
    }
  }
  if (isUnsettled) goBackTo(settled);
  const known = { results: [...results.values()], takenBack, states, isUnsettled };
  return { path, run, command, at, touched, build, ...known, status, closedBy, isSpent };
}

function momentOf({ at, bootId, uptime }: Pick<Moment, 'bootId' | 'uptime'> & { readonly at: string }): Moment {
  return { wall: Date.parse(at), bootId, uptime };
}

function parseLine(text: string): readonly CheckpointLine[] {
  try {
    const value: unknown = JSON.parse(text);
    return isCheckpointLine(value) ? [value] : [];
  } catch {
    // Empty, or cut off by a kill, as one that says too little: what it would have said has to be done again.
    return [];
  }
}
