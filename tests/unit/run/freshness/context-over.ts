import type { TaskContext } from '../../../../lib/run/context';
import type { System } from '../../../../lib/system/port';

/** As much of a context as the files of a task may ask for. */
export function contextOver(system: System): TaskContext {
  // Only what functions of `inputs` and `outputs` look at in these tests.
  return { system, options: {}, data: null } as unknown as TaskContext;
}
