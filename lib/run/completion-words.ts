import { dirname } from 'node:path';
import { renderWords } from '../completion';
import type { OwnedPaths } from '../config/paths';
import { flagKey } from '../kernel/checks';
import type { System } from '../system/port';
import type { Task } from './define-task';
import { engineFlagNames, engineFlags } from './engine-flags';

/**
 * Keeps the words that shells complete as they are now: written when completion is being installed, and after that when a run knows other
 * tasks or flags than the file. A cache: nobody misses it, so it is no step of a run and nothing to take back.
 * @lazy
 */
export function keepWords(
  { files }: Pick<System, 'files'>,
  { completions }: Pick<OwnedPaths, 'completions'>,
  tasks: ReadonlyMap<string, Task>,
): void {
  const flags = engineFlagNames.map((flag) => ({ flag, takesValue: engineFlags()[flagKey(flag)]?.shape === 'value' }));
  const text = renderWords(tasks.values(), flags);
  const old = files.stat(completions) === undefined ? undefined : files.readText(completions);
  if (old === text) return;
  files.makeFolder(dirname(completions), 0o700);
  files.write(completions, text, { mode: 0o600 });
}
