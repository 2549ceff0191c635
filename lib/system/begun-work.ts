/** Knows of each thing that was begun in it and has not ended: a timer, a child, a file that is being read, a job for the thread pool. */
export interface BegunWork {
  /** Calls it, and counts from now on what it begins, and what that begins. */
  around<T>(act: () => T): T;
  /** True when nothing of it keeps a process alive. */
  isOver(): boolean;
  close(): void;
}

interface Begun {
  readonly type: string;
  /** Node's own object for it. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** A job of the web's cryptography on Node 24: it settles its promise itself, and has nobody to call. */
  readonly isPromised: boolean;
}

/** Types of what is asked once and answered once, and says of itself only that much. */
const requests = ['FSREQCALLBACK', 'FSREQPROMISE', 'GETADDRINFOREQWRAP', 'GETNAMEINFOREQWRAP', 'QUERYWRAP'];

/**
 * Watches what is begun from one place on. Node's list of what is open tells neither whose it is nor of jobs in the thread pool, so this listens
 * to what is begun at all, which makes every promise slower: it is for work beside other work. What stands alone is over when the event loop has
 * nothing left to do.
 * @lazy
 */
export function watchBegunWork(): BegunWork {
  const { AsyncLocalStorage, createHook } = require('node:async_hooks') as typeof import('node:async_hooks');
  const place = new AsyncLocalStorage<true>();
  const begun = new Map<number, Begun>();
  const hook = createHook({
    init: (id, type, _, resource) => {
      if (type === 'PROMISE' || place.getStore() !== true) return;
      // An object has fields, known or not.
      const isPromised = isJob(type) && isBegunForPromise();
      begun.set(id, { type, resource: resource as Readonly<Record<string, unknown>>, isPromised });
    },
    after: (id) => {
      const type = begun.get(id)?.type ?? '';
      if (requests.includes(type) || isJob(type)) begun.delete(id);
    },
    destroy: (id) => {
      begun.delete(id);
    },
  }).enable();
  return {
    around: (act) => place.run(true, act),
    isOver: () => ![...begun.values()].some(isAtWork),
    close: () => {
      hook.disable();
      begun.clear();
    },
  };
}

/** What Node calls a job of its cryptography. */
function isJob(type: string): boolean {
  return type.endsWith('REQUEST') && !type.startsWith('HTTP');
}

/** Node tells such a job from one that is over when it returns by nothing but who makes it. Never throws: in a hook that would end the process. */
function isBegunForPromise(): boolean {
  const { prepareStackTrace, stackTraceLimit } = Error;
  // What a loader of sources has put there may read files. Where somebody has frozen what errors have in common, it stays.
  Reflect.set(Error, 'prepareStackTrace', undefined);
  Reflect.set(Error, 'stackTraceLimit', 10);
  try {
    return / jobPromise \(node:internal/.test(String(new Error('').stack));
  } catch {
    return false;
  } finally {
    Reflect.set(Error, 'prepareStackTrace', prepareStackTrace);
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
  }
}

/** Whoever prints first opens stdout or stderr for all of the process, and for good. */
function isForWords(handle: Begun['resource']): boolean {
  const { fd } = handle;
  if (typeof fd === 'number' && fd >= 0) return fd === 1 || fd === 2;
  // Windows has no such numbers. Looking opens them, so nobody looks who need not.
  if (process.platform !== 'win32') return false;
  return [process.stdout, process.stderr].some((stream) => '_handle' in stream && stream._handle === handle);
}

function isAtWork({ type, resource, isPromised }: Begun): boolean {
  // A terminal that nobody reads from any more keeps nobody waiting, though it could be read from again.
  if (type === 'TTYWRAP') return resource['reading'] === true;
  // Timers, sockets, servers, children and threads.
  if (typeof resource['hasRef'] === 'function')
    return (resource['hasRef'] as () => unknown)() === true && !isForWords(resource);
  // It compresses something just now: one that is left without an end keeps nobody waiting.
  if (type === 'ZLIB') return resource['buffer'] instanceof Uint8Array;
  // One without somebody to call was over when it returned.
  if (isJob(type)) return isPromised || typeof resource['ondone'] === 'function';
  return requests.includes(type);
}
