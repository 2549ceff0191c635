import type { KeptResult, States } from '../journal';
import type { Step } from '../system/step';
import type { Redefinition } from './discovery';
import type { EnvelopeError, EnvelopeTask } from './envelope';

/** Masks what is secret in free text; it keeps the shape of what it is given. */
export type Redact = (value: unknown) => unknown;

/*
 * Names of fields, dates, ids, states and names of tasks are ours: a secret that happens to be a part of one of them is not told by it, and what
 * is read again by them would be lost. So only what is free text passes the redactor.
 */

/** The same text, masked. */
export function safeText<T extends string | null | undefined>(text: T, redact: Redact): T {
  return (typeof text === 'string' ? redact(text) : text) as T;
}

export function safeError<E extends Pick<EnvelopeError, 'message' | 'fix' | 'data'>>(error: E, redact: Redact): E;
export function safeError<E extends Pick<EnvelopeError, 'message' | 'fix' | 'data'>>(
  error: E | null,
  redact: Redact,
): E | null;
export function safeError<E extends Pick<EnvelopeError, 'message' | 'fix' | 'data'>>(
  error: E | null,
  redact: Redact,
): E | null {
  if (error === null) return null;
  const { message, fix, data } = error;
  return { ...error, message: safeText(message, redact), fix: safeText(fix, redact), data: redact(data) };
}

/** A task of the document. */
export function safeTask({ reason, why, steps, ...task }: EnvelopeTask, redact: Redact): EnvelopeTask {
  return {
    ...task,
    reason: safeText(reason, redact),
    ...(why === undefined ? {} : { why: safeText(why, redact) }),
    ...(steps === undefined ? {} : { steps: steps.map((step) => safeStep(step, redact)) }),
  };
}

export function safeRedefinition({ task, file, instead_of }: Redefinition, redact: Redact): Redefinition {
  return { task, file: safeText(file, redact), instead_of: safeText(instead_of, redact) };
}

const ownFields = ['kind', 'sha256', 'mode', 'replaces', 'otherNames'];

/** A step as it may be told. */
export function safeStep(step: Step, redact: Redact): Step {
  return safeFields(step, redact) as Step;
}

function safeFields(fields: object, redact: Redact): object {
  const safe = ([key, value]: [string, unknown]): [string, unknown] => {
    if (ownFields.includes(key)) return [key, value];
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [key, isNested ? safeFields(value, redact) : redact(value)];
  };
  return Object.fromEntries(Object.entries(fields).map(safe));
}

/** A result as a checkpoint keeps it. */
export function safeResult({ reason, data, error, warnings, ...kept }: KeptResult, redact: Redact): KeptResult {
  return {
    ...kept,
    reason: safeText(reason, redact),
    data: redact(data),
    ...(error === undefined ? {} : { error: { ...safeError(error, redact), data: redact(error.data) } }),
    ...(warnings === undefined ? {} : { warnings: warnings.map((text) => safeText(text, redact)) }),
  } as KeptResult;
}

/** What hooks keep, by their files. */
export function safeStates(states: States, redact: Redact): States {
  return Object.fromEntries(Object.entries(states).map(([file, state]) => [file, redact(state)]));
}
