import { invalidConfig } from '../config';
import { describeProblem, type ConfigProblem } from '../config/problem';
import { isStackError, type StackError } from '../kernel/fault';
import { unknownFlag, unknownTask } from '../kernel/faults';
import type { TaskContext } from './context';
import { noOwnTasks, unknownCode } from './faults';

/** What is wrong with a config, as one fault (CFG001, 502); undefined where nothing is. */
export function faultOf(
  problems: readonly ConfigProblem[],
  { file, isNamed }: { readonly file: string; readonly isNamed: boolean },
): StackError | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  const told = { first: describeProblem(first), errors: errors.length, problems: errors.slice(0, 20) };
  return invalidConfig({ file, isNamed, ...told });
}

/** Why a task may be missing that is there: the config is wrong, or its file cannot be used. */
export function whyMissing({ run, paths }: Pick<TaskContext, 'run' | 'paths'>): StackError | undefined {
  return faultOf(run.configProblems, { file: paths.configFile, isNamed: run.configNamed }) ?? run.leftOut[0];
}

/**
 * Reads something that names tasks, their options or their faults. What is not found may be in a folder that the config would name if it could be
 * read, or in a file that is broken: that is what has to be put right, and looking for another spelling would not help.
 */
export function readWith<T>(fault: () => StackError | undefined, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    const isUnknown =
      isStackError(thrown) &&
      [unknownTask, unknownFlag, unknownCode, noOwnTasks].some(({ page }) => page.code === thrown.code);
    throw (isUnknown ? fault() : undefined) ?? thrown;
  }
}

/** Says in one line that what is told about tasks is not the whole. */
export function warnOfConfig({ run, config, log }: TaskContext): void {
  if (!run.configProblems.some(({ severity }) => severity === 'error')) return;
  const which = config.taskFolders.length > 0 ? 'most tasks would not run' : 'own tasks are not listed';
  log.warn(`the config is invalid: ${which}`);
}
