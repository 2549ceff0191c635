import type { TaskResult } from './result';
import { withEarlierTurn } from './task-end';

/** How the tasks of a run ended. */
export interface Ends {
  /** In the order they ended. */
  readonly all: readonly TaskResult[];
  /** Those of them that count for the status of the run. */
  readonly telling: readonly TaskResult[];
  /** The end of the task at this place of the graph, when it has one. */
  readonly at: (place: number) => TaskResult | undefined;
  /** `open`: it may still be had again, and stands then where it ended last, with what an earlier turn had to report. */
  readonly keep: (place: number, result: TaskResult, open: boolean) => void;
}

export function createEnds(count: number): Ends {
  const all: TaskResult[] = [];
  const telling: TaskResult[] = [];
  const places = new Array<TaskResult | undefined>(count).fill(undefined);
  const again = new Set<string>();
  /** True from the first task on that may be had again. */
  let hasOpen = false;
  const merge = (result: TaskResult): TaskResult => {
    if (!again.delete(result.name)) return result;
    const at = all.findIndex(({ name }) => name === result.name);
    return all.splice(at, 1).reduce((last, earlier) => withEarlierTurn(earlier, last), result);
  };
  return {
    all,
    telling,
    at: (place) => places[place],
    keep: (place, result, open) => {
      const shown = hasOpen ? merge(result) : result;
      all[all.length] = shown;
      if (result.status !== 0) telling.push(result);
      if (open) {
        hasOpen = true;
        again.add(result.name);
      } else places[place] = result;
    },
  };
}
