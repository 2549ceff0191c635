import { readOpenRuns, type OpenRun } from '../journal/at-work';
import type { System } from '../system/port';
import { listRuns } from './past-runs';

/** What has become of a run that is followed; `killed` without its mark where an earlier sweep took that. */
export type WatchedRun = { readonly state: 'open' | 'over' } | { readonly state: 'killed'; readonly run?: OpenRun };

export interface RunWatchOptions {
  readonly system: Pick<System, 'files' | 'processes' | 'machine'>;
  /** Where a run leaves its record when it is over, and its mark while it is at work. */
  readonly runs: string;
  /** How its id, or its correlation id, begins. Undefined: there is no run whose end could be seen. */
  readonly run: string | undefined;
}

/** Milliseconds after which a run with neither mark nor record is not taken for one that is at work in code that lets nothing else happen. */
const quietMs = 86_400_000;

/** Looks what has become of a run. `agoMs`: how old the newest of its lines is that was there before the look; undefined where there is none. */
export function createRunWatch({ system, runs, run }: RunWatchOptions): (agoMs: number | undefined) => WatchedRun {
  let wasAtWork = false;
  return (agoMs) => {
    if (run === undefined || system.files.stat(runs)?.kind !== 'folder') return { state: 'open' };
    if (hasRecord(system, runs, run)) return { state: 'over' };
    const marked = readOpenRuns(system, runs).filter((one) => one.run.startsWith(run) || one.corr_id.startsWith(run));
    if (marked.some(({ isAtWork }) => isAtWork)) {
      wasAtWork = true;
      return { state: 'open' };
    }
    const killed = marked.find((one) => one.run.startsWith(run)) ?? marked[0];
    // It may have come to its end between the two looks.
    if (killed !== undefined)
      return hasRecord(system, runs, run) ? { state: 'over' } : { state: 'killed', run: killed };
    if (wasAtWork) return { state: 'over' };
    // Not begun yet.
    if (agoMs === undefined) return { state: 'open' };
    // Whoever was handed its correlation id has left a record under another name.
    const isKept = listRuns(system, runs, () => undefined).some(({ corr_id }) => corr_id.startsWith(run));
    if (isKept) return { state: 'over' };
    return { state: agoMs < quietMs ? 'open' : 'killed' };
  };
}

function hasRecord({ files }: Pick<System, 'files'>, runs: string, run: string): boolean {
  return files
    .list(runs, { onlyUtf8: true })
    .some(({ name }) => name.startsWith(run) && /^[0-9a-f-]{36}\.json$/.test(name));
}
