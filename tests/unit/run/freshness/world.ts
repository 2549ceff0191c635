import { recallTakenBack, type TakenBack } from '../../../../lib/journal/taken-back';
import type { TaskContext } from '../../../../lib/run/context';
import type { Task } from '../../../../lib/run/define-task';
import { judgeFreshness, type Freshness } from '../../../../lib/run/freshness/judge';
import type { MemorySystem } from '../../../../lib/system/memory';
import type { System } from '../../../../lib/system/port';

/** As much of a context as the files of a task may ask for. */
function contextOver(system: System): TaskContext {
  // Only what functions of `inputs` and `outputs` look at in these tests.
  return { system, options: {}, data: null } as unknown as TaskContext;
}

export interface Asked {
  readonly root?: string;
  readonly force?: boolean;
  readonly definition?: string;
}

/** What is to do for a task now. */
export function judge(system: MemorySystem, task: Task, asked: Asked = {}): Promise<Freshness> {
  const { root = '/p', force = false, definition = 'd' } = asked;
  const takenBack = (): TakenBack => recallTakenBack(system, '/journal');
  const request = { system, store: system, state: '/state', root, takenBack, task, definition, force };
  return judgeFreshness(request, contextOver(system));
}

/** Judged, made, kept: the state after one good run. Answers what its code was called for. */
export async function afterRun(system: MemorySystem, task: Task, asked: Asked = {}): Promise<Freshness> {
  const freshness = await judge(system, task, asked);
  freshness.begin();
  for (const [index, output] of freshness.outputs.entries())
    system.files.write(output, `made of ${freshness.inputs[index] ?? 'nothing'}`);
  freshness.look()();
  system.advance(60_000);
  return freshness;
}

/** Why there is something to do; null when there is nothing. */
export async function whyOf(system: MemorySystem, task: Task, asked: Asked = {}): Promise<string | null> {
  const { verdict } = await judge(system, task, asked);
  return verdict.fresh ? null : verdict.why;
}
