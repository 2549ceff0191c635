/** The public API: write your own tasks and health checks against it. */
export { defineCheck, type Check, type CheckFacts, type Finding } from './health/check';
export { defineFamily, defineTask, type Task, type TaskFamily } from './run/define-task';
export type { TaskContext } from './run/context';
export { defineHooks, type BuildContext, type BuildEnd, type Hooks } from './run/hooks';
export { exec, use } from './run/built-ins/programs';
export { assert, equals, property, requires, type Requirements } from './run/built-ins/checks';
export {
  runParallel,
  type BuildResult,
  type ParallelBuild,
  type ParallelOptions,
  type ParallelResult,
} from './run/built-ins/parallel';
export { remove } from './run/built-ins/remove';
export { confirm, print } from './run/built-ins/talk';
export { runLine, type LineResult, type RunLineOptions } from './run/run-line';
export { noOp, partial, skipped } from './kernel/outcome';
export { defineFault } from './run/own-faults';
export { isStackError, type FaultData, type StackError } from './kernel/fault';
export type { ExitStatus, FailureStatus, PartialStatus } from './kernel/exit';
export { exitStatuses } from './kernel/exit-statuses';
export type { Logger } from './log';
export { winstonFace } from './log/winston-face';
export { createMemorySystem } from './system/memory';
export type { System } from './system/port';
