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

/** Looks what has become of a run. `hasLines`: some of its lines were there before the look. */
export function createRunWatch({ system, runs, run }: RunWatchOptions): (hasLines: boolean) => WatchedRun {
  let wasAtWork = false;
  return (hasLines) => {
    if (run === undefined || system.files.stat(runs)?.kind !== 'folder') return { state: 'open' };
    if (hasRecord(system, runs, run)) return { state: 'over' };
    const marked = readOpenRuns(system, runs).filter((one) => one.run.startsWith(run) || one.corr_id.startsWith(run));
    if (marked.some(({ isAtWork }) => isAtWork)) {
      wasAtWork = true;
      return { state: 'open' };
    }
    const killed = marked.find((one) => one.run.startsWith(run)) ?? marked[0];
    if (killed !== undefined) return { state: 'killed', run: killed };
    if (wasAtWork) return { state: 'over' };
    // Not begun yet.
    if (!hasLines) return { state: 'open' };
    // Whoever was handed its correlation id has left a record under another name.
    const isKept = listRuns(system, runs, () => undefined).some(({ corr_id }) => corr_id.startsWith(run));
    return { state: isKept ? 'over' : 'killed' };
  };
}

function hasRecord({ files }: Pick<System, 'files'>, runs: string, run: string): boolean {
  return files
    .list(runs, { onlyUtf8: true })
    .some(({ name }) => name.startsWith(run) && /^[0-9a-f-]{36}\.json$/.test(name));
}
