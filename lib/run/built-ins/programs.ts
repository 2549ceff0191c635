import { toolMissing } from '../../system/faults';
import type { ChildOutcome, RunOptions } from '../../system/ports/processes';
import type { TaskContext } from '../context';

/**
 * Runs a program and waits for it: no shell, ended with its whole tree when the task is told to stop. Which statuses are fine says
 * `accept`, default 0. A program that changes something says what with `changes`, and is then not started in a dry run.
 * @throws `toolMissing` (503), `childFailed` (506), `childTimedOut` (508).
 */
export function exec(
  { system, signal, paths }: TaskContext,
  command: string,
  args: readonly string[] = [],
  options: RunOptions = {},
): Promise<ChildOutcome> {
  return system.processes.run(command, args, { cwd: paths.root, signal, ...options });
}

/**
 * The absolute path of a program that the task is going to use.
 * @throws `toolMissing` (503).
 */
export function use({ system }: TaskContext, tool: string): string {
  const path = system.processes.which(tool);
  if (path === undefined) throw toolMissing({ tool });
  return path;
}
