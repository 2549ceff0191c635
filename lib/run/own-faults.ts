import {
  defineFault as define,
  type AnyFaultPage,
  type FaultData,
  type FaultFactory,
  type FaultPage,
} from '../kernel/fault';
import { whereThrown } from '../kernel/where-thrown';

/** A fault that a task file, a health check or what they import has declared. */
export interface OwnFault {
  readonly page: AnyFaultPage;
  /** `file:line:column` of where; null where the stack does not tell. */
  readonly at: string | null;
}

// A package in whose folder tasks lie may have a copy of ours of its own: all copies of a process share the one list.
const key = Symbol.for('clistack.faults');

/** Declares a fault of one's own: `Explain` shows it as it shows ours. */
export function defineFault<D extends FaultData>(page: FaultPage<D>): FaultFactory<D> {
  const factory = define(page);
  listed().push({ page: factory.page, at: whereThrown(new Error()) ?? null });
  return factory;
}

/** Every fault that was declared so far by what was loaded, in that order. */
export function ownFaults(): readonly OwnFault[] {
  return listed();
}

function listed(): OwnFault[] {
  const known: unknown = Reflect.get(globalThis, key);
  // Only this file, of this copy or of another one, puts something there.
  if (Array.isArray(known)) return known as OwnFault[];
  const made: OwnFault[] = [];
  Reflect.set(globalThis, key, made);
  return made;
}
