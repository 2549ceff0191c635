import { invalidConfig } from '../config';
import { describeProblem, type ConfigProblem } from '../config/problem';
import { isStackError, type StackError } from '../kernel/fault';
import { unknownFlag, unknownTask } from '../kernel/faults';
import type { TaskContext } from './context';

/** What is wrong with a config, as one fault (CFG001, 502); undefined where nothing is. */
export function faultOf(problems: readonly ConfigProblem[], file: string): StackError | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return undefined;
  return invalidConfig({ file, first: describeProblem(first), errors: errors.length, problems: errors.slice(0, 20) });
}

/**
 * Reads something that names tasks or their options. What is not found may be in a folder that the config would name if it could be read: the
 * config is what has to be put right, and looking for another spelling would not help.
 */
export function readWith<T>(fault: () => StackError | undefined, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    const isUnknown =
      isStackError(thrown) && (thrown.code === unknownTask.page.code || thrown.code === unknownFlag.page.code);
    throw (isUnknown ? fault() : undefined) ?? thrown;
  }
}

/** Says in one line that what is told about tasks is not the whole. */
export function warnOfConfig({ run, config, paths, log }: TaskContext): void {
  if (faultOf(run.configProblems, paths.configFile) === undefined) return;
  const which = config.taskFolders.length > 0 ? 'most tasks would not run' : 'own tasks are not listed';
  log.warn(`the config is invalid: ${which}`);
}
