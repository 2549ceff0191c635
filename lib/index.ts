/** The public API: write your own tasks and health checks against it. */
export { defineCheck, type Check, type CheckFacts, type Finding, type Severity } from './health/check';
export { defineFamily, defineTask, type Task, type TaskFamily } from './run/define-task';
export type { Reporter, RunFacts, TaskContext } from './run/context';
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
export {
  isStackError,
  type AnyFaultPage,
  type FaultData,
  type FaultFactory,
  type FaultPage,
  type StackError,
} from './kernel/fault';
export type { ExitStatus, FailureStatus, PartialStatus } from './kernel/exit';
export { exitStatuses } from './kernel/exit-statuses';
export type { Logger, LogFields, LogLevel } from './log/logger';
export { winstonFace } from './log/winston-face';
export { createMemorySystem, type MemoryOptions, type MemorySystem } from './system/memory';
export type { System } from './system/port';

// What the types above are made of: a package that emits declarations can name no type of ours that is not here.
export type {
  Action,
  Dependencies,
  FileList,
  HowEnded,
  Job,
  OptionSchema,
  OptionValue,
  Reference,
  Retry,
  TaskEnd,
  TaskSpec,
  TaskState,
  WordsSchema,
} from './kernel/task';
export type { TaskResult } from './kernel/result';
export type { Graph } from './kernel/graph';
export type { ParsedReference } from './kernel/reference';
export type { GraphNode, Place, ResolvedJob, Route } from './kernel/route';
export type { Config } from './config/config';
export type { OwnedPaths } from './config/paths';
export type { ConfigPlace, ConfigProblem } from './config/problem';
export type { ResumedRun } from './run/checkpoint/asked';
export type { AskedLine } from './run/prepare';
export type { TaskOptions } from './run/task-options';
export type { TaskRow } from './run/task-row';
export type { Warning } from './run/warnings';
export type { Clock } from './system/ports/clock';
export type { Environment, Machine, TextBlock } from './system/ports/environment';
export type {
  Entry,
  FileChange,
  FileReader,
  Files,
  FileWriter,
  ListOptions,
  MoveOptions,
  NamedEntry,
  Stamp,
  WriteOptions,
} from './system/ports/files';
export type { Hash } from './system/ports/hash';
export type { Links } from './system/ports/links';
export type { HeldLock, LockAttempt, LockRequest, Locks, ReleaseOptions } from './system/ports/locks';
export type { ChildChange, ChildOutcome, Processes, RunOptions } from './system/ports/processes';
export type { Randomness } from './system/ports/randomness';
export type { Schedule, Schedules } from './system/ports/schedules';
export type { Scratch } from './system/ports/scratch';
export type { Walk, WalkEntry, WalkOptions } from './system/ports/walk';
