type Listener = (...values: never[]) => void;

/** Which listener somebody has for an event. A function, because a table of them costs every start more. */
export type ListenerOf = (event: string) => Listener | undefined;

/** What all events of a process go through. Node looks `emit` up at each of them; its types tell each event by itself. */
interface Telling {
  emit: (event: string, ...values: unknown[]) => boolean;
  readonly on: (event: string, listener: Listener) => unknown;
  readonly off: (event: string, listener: Listener) => unknown;
  readonly listeners: (event: string) => readonly unknown[];
}

const telling = process as unknown as Telling;
const kept: ListenerOf[] = [];
let ours: Telling['emit'] | undefined;
/** Something was taken away, and is not there again. */
let isTaken = false;
/** Those of Node's own that were ever taken away: the last one that hears of such a thing is not told of itself. */
const ofNode: (readonly [event: string, listener: Listener])[] = [];

/** At each of these the process may come to its end. */
const events = [
  'SIGINT',
  'SIGTERM',
  // A terminal that is closed tells nobody but us: what we have started has a group of its own, and would go on without its run.
  'SIGHUP',
  // Whoever wants a hard stop types Ctrl-\: left to Node, it would leave children behind and the journal open.
  'SIGQUIT',
  'uncaughtException',
  'unhandledRejection',
  'beforeExit',
  'exit',
];

/** Adds these listeners of the end of the process. Whoever takes them away gains nothing: they are put back before the next event. */
export function keepListeners(listenerOf: ListenerOf): void {
  for (const event of events) {
    const listener = listenerOf(event);
    if (listener !== undefined) telling.on(event, listener);
  }
  kept.push(listenerOf);
  if (telling.emit !== ours) holdEvents();
}

/** Takes them away, and does not put them back any more. */
export function letGo(listenerOf: ListenerOf): void {
  kept.splice(kept.indexOf(listenerOf), 1);
  for (const event of events) {
    const listener = listenerOf(event);
    if (listener !== undefined) telling.off(event, listener);
  }
}

function holdEvents(): void {
  const { emit } = telling;
  ours = function (this: unknown, event, ...values) {
    if (event === 'removeListener') {
      if (kept.length > 0) noteTaken(values[0], values[1]);
    } else if (isTaken && event !== 'newListener') putBack();
    return emit.call(this, event, ...values);
  };
  telling.emit = ours;
}

function noteTaken(event: unknown, listener: unknown): void {
  if (typeof event !== 'string' || typeof listener !== 'function') return;
  const isNodes = isForSignals(event, listener);
  if (!isNodes && !kept.some((listenerOf) => listenerOf(event) === listener)) return;
  // A signal that nobody listens to ends the process without an event, so this does not wait for one.
  if (!isTaken) process.nextTick(putBack);
  isTaken = true;
  // It was called as one.
  if (isNodes && ofNode.every((one) => one[1] !== listener)) ofNode.push([event, listener as Listener]);
}

/** Node's own, without which it begins to hear of no signal, and tells nobody what else is taken away. */
function isForSignals(event: string, { name }: { readonly name: string }): boolean {
  if (event === 'newListener') return name === 'startListeningIfSignal';
  return event === 'removeListener' && name === 'stopListeningIfSignal';
}

function putBack(): void {
  isTaken = false;
  for (const [event, listener] of ofNode) listenAgain(event, listener);
  // What was taken away after them nobody was told of.
  for (const event of events) for (const listenerOf of kept) listenAgain(event, listenerOf(event));
}

function listenAgain(event: string, listener: Listener | undefined): void {
  if (listener !== undefined && !telling.listeners(event).includes(listener)) telling.on(event, listener);
}
