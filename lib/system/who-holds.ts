import { asPath } from '../kernel/where-thrown';

/** What the inspector answers, as much of it as is read here. */
interface Remote {
  readonly type?: string;
  readonly objectId?: string;
  readonly value?: unknown;
}

interface Answer {
  readonly result?: Remote | readonly { readonly value?: Remote }[];
  readonly objects?: Remote;
  readonly internalProperties?: readonly { readonly name: string; readonly value?: Remote }[];
}

interface Location {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Where the live timers and listeners are found by the expressions below. */
const key = '__clistackHolders';

/**
 * Places (`/x.js:3:1`) of the functions that live timers, servers and sockets would call: who opened what keeps this process alive. Node
 * itself does not tell, so its inspector is asked, which takes some 50 ms. Empty where it cannot tell.
 */
export function placesThatHold(): readonly string[] {
  try {
    const { Session } = require('node:inspector') as typeof import('node:inspector');
    const session = new Session();
    session.connect();
    try {
      return read(session);
    } finally {
      session.disconnect();
      Reflect.deleteProperty(globalThis, key);
    }
  } catch {
    // A Node that was built without an inspector, or one that another debugger holds.
    return [];
  }
}

function read(session: import('node:inspector').Session): readonly string[] {
  const urls = new Map<string, string>();
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  const ask = (method: string, params?: object): Answer => {
    let answer: Answer = {};
    // Within one process it answers before it returns.
    session.post(method, params, (error, result) => {
      if (error !== null) throw error;
      answer = result as Answer;
    });
    return answer;
  };
  ask('Debugger.enable');
  const timer = setTimeout(() => undefined, 0).unref();
  const { _getActiveHandles: handles } = process as { readonly _getActiveHandles?: () => readonly unknown[] };
  Reflect.set(globalThis, key, { timers: Object.getPrototypeOf(timer) as unknown, handles: handles?.() ?? [] });
  const evaluate = (expression: string): Remote => ask('Runtime.evaluate', { expression }).result as Remote;
  const { objectId: prototypeObjectId } = evaluate(`${key}.timers`);
  const timers = ask('Runtime.queryObjects', { prototypeObjectId }).objects;
  const functions = ask('Runtime.callFunctionOn', { objectId: timers?.objectId, functionDeclaration: callbacks });
  const { objectId } = functions.result as Remote;
  const each = ask('Runtime.getProperties', { objectId, ownProperties: true }).result as readonly { value?: Remote }[];
  return each.flatMap(({ value }) => {
    if (value?.type !== 'function') return [];
    const { internalProperties = [] } = ask('Runtime.getProperties', { objectId: value.objectId, ownProperties: true });
    const at = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as
      Location | undefined;
    const url = at === undefined ? undefined : urls.get(at.scriptId);
    // Node's own code is not in a file.
    if (at === undefined || url === undefined || !/^(?:file:\/\/|\/|[A-Za-z]:\\)/.test(url)) return [];
    return asPath(`${url}:${at.lineNumber + 1}:${at.columnNumber + 1}`);
  });
}

/** Runs inside the inspector, on the list of all timers. */
const callbacks = `function () {
  const held = this.filter((timer) => !timer._destroyed && timer.hasRef()).map((timer) => timer._onTimeout);
  for (const handle of ${key}.handles) held.push(...Object.values(handle._events ?? {}).flat());
  return held;
}`;
