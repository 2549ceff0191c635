/** The public API: write your own tasks and health checks against it. */
export { defineFamily, defineTask, type Task, type TaskFamily } from './run/define-task';
export type { TaskContext } from './run/context';
export { defineHooks, type BuildContext, type BuildEnd, type Hooks } from './run/hooks';
export { noOp, partial, skipped } from './kernel/outcome';
export { defineFault, isStackError, type FaultData, type StackError } from './kernel/fault';
export { exitStatuses, type ExitStatus, type FailureStatus, type PartialStatus } from './kernel/exit';
export type { Logger } from './log';
export { winstonFace } from './log/winston-face';
export { createMemorySystem } from './system/memory';
export type { System } from './system/port';
