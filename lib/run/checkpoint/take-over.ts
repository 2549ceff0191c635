import type { Checkpoint } from '../../journal';
import { isDone } from '../../kernel/beneath';
import { counted } from '../../kernel/counted';
import type { TaskResult } from '../../kernel/result';
import { namesOfDone, resultsOf } from './find';
import type { RunCheckpoint, RunCheckpointOptions } from './run-checkpoint';
import { giveStates } from './states';

/** What this run takes over of an earlier one; `noteEnd` is true for what has just been taken over, and repeats its warnings. */
export function pastOf(
  resumed: Checkpoint | undefined,
  warnings: RunCheckpointOptions['warnings'],
): Pick<RunCheckpoint, 'restored' | 'earlier'> & { readonly noteEnd: (result: TaskResult) => boolean } {
  const { results = [], run = '' } = resumed ?? {};
  const earlier = resultsOf(results, run);
  const told = new Map(results.map(({ name, warnings: said = [] }) => [name, said]));
  return {
    // The same objects: by that it is known which of them were taken over.
    restored: new Map([...earlier].filter(([name]) => results.some((kept) => kept.name === name && isDone(kept)))),
    earlier,
    noteEnd: (result) => {
      if (earlier.get(result.name) !== result) return false;
      warnings.repeat(result.name, told.get(result.name) ?? []);
      return true;
    },
  };
}

/** Says what is gone on with, and gives the hooks what they had. @throws what a hook throws. */
export async function takeUp(
  checkpoint: Checkpoint,
  { prepared, say, onHook }: Pick<RunCheckpointOptions, 'prepared' | 'say' | 'onHook'>,
): Promise<void> {
  const { run, at, states, isUnsettled } = checkpoint;
  await giveStates(prepared.hooks, states, onHook);
  const count = namesOfDone(checkpoint, prepared).length;
  const done = isUnsettled
    ? `what its tasks had left behind did not come to a good end, so none of them counts as done, and ${count} of before`
    : `${counted(count, 'task')} ${count === 1 ? 'is' : 'are'} done`;
  say(`going on with run ${run.slice(0, 8)} of ${at}: ${done}`);
}
