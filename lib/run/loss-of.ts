import { dirname } from 'node:path';
import { isStackError, type StackError } from '../kernel/fault';
import { notKept } from './faults';

/** What to say of something that an error has kept from being written (RUN031, 506). */
export function lossOf(what: string, error: unknown): StackError {
  const reason = error instanceof Error ? error.message : String(error);
  // Our faults and Node's errors each name the file in a way of their own.
  const { path }: { readonly path?: unknown } = isStackError(error) ? error.data : (Object(error) as object);
  return notKept({ what, reason, place: typeof path === 'string' ? dirname(path) : '' }, { cause: error });
}
