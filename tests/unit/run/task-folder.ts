import { defineTask, type Task } from '../../../lib/run/define-task';
import type { discoverTasks } from '../../../lib/run/discovery';
import { createMemorySystem } from '../../../lib/system/memory';

export type Exports = Readonly<Record<string, unknown>>;

export const task = (name: string, over: Partial<Task> = {}): Task =>
  defineTask({ name, summary: `does ${name}`, run: () => name, ...over });
export const exporting = (value: unknown): unknown => ({ default: value });

/** A folder in memory whose files export these values. */
export function folder(
  exports: Exports,
  others: Readonly<Record<string, string>> = {},
): Pick<Parameters<typeof discoverTasks>[0], 'files' | 'load'> {
  const { files } = createMemorySystem({
    files: { ...Object.fromEntries(Object.keys(exports).map((path) => [path, ''])), ...others },
  });
  const load = (path: string): unknown => {
    const value = exports[path];
    if (value === 'throws') throw new Error('no such thing\nat line 3');
    return value;
  };
  return { files, load };
}
