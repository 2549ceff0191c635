/** What was at work at some time. */
export interface OpenWork {
  readonly timers: number;
  readonly handles: ReadonlySet<object>;
}

/** Every Node has it; its types do not mention it. */
interface Handles {
  readonly _getActiveHandles?: () => readonly object[];
}

const none: OpenWork = { timers: 0, handles: new Set() };

/** @lazy */
export function openWork(): OpenWork {
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  return { timers, handles: new Set((process as Handles)._getActiveHandles?.()) };
}

/**
 * True when something is at work that was begun since: a timer, a child, a server. What ends by itself a moment after whoever waited for it, such
 * as the pipe of a child or the closing of a file, does not count; nor do jobs that take no longer.
 * @lazy
 */
export function isMoreAtWork(before: OpenWork = none): boolean {
  const { timers, handles } = openWork();
  return timers > before.timers || [...handles].some((handle) => !before.handles.has(handle) && isWork(handle));
}

/** A child that has ended stays in the list for a while. */
function isWork(handle: object): boolean {
  if ('exitCode' in handle && 'signalCode' in handle) return handle.exitCode === null && handle.signalCode === null;
  return 'listening' in handle && handle.listening === true;
}
