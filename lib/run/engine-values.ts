import { badOptionValue, missingValue } from '../kernel/faults';
import { readDuration } from './duration';
import type { EngineFlags } from './engine-flags';
import type { Token } from './tokens';

type Flag = Extract<Token, { kind: 'flag' }>;

/** @throws `badOptionValue` (RUN004, 501). */
export function readSwitch({ typed, inline }: Flag): boolean {
  if (inline === undefined || inline === 'true') return true;
  if (inline === 'false') return false;
  throw badOptionValue({ flag: typed, found: inline, allowed: 'true or false' });
}

/** @throws `badOptionValue` (RUN004, 501). */
export function readOptional({ typed, inline }: Flag, field: keyof EngineFlags): string {
  if (field === 'checkpoint') {
    if (inline === undefined) return 'on';
    if (inline === 'keep') return inline;
    throw badOptionValue({ flag: typed, found: inline, allowed: 'nothing, or =keep' });
  }
  if (inline === undefined || /^[0-9a-fA-F-]{4,36}$/.test(inline)) return inline ?? '';
  throw badOptionValue({ flag: typed, found: inline, allowed: 'nothing, or the id of a run or how it begins' });
}

/** @throws `missingValue` (RUN005) and `badOptionValue` (RUN004), both 501. */
export function readEngineValue(flag: string, field: keyof EngineFlags, value: string | undefined): string | number {
  if (value === undefined || value === '') throw missingValue({ flag, allowed: allowedOf(field) });
  if (field === 'waitMs') return readDuration(flag, value);
  if (field === 'timeoutMs') {
    const ms = readDuration(flag, value);
    if (ms > 0) return ms;
    throw badOptionValue({ flag, found: value, allowed: `${allowedOf(field)}, and more than none` });
  }
  if (field !== 'jobs') return value;
  const jobs = Number(value);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 1024) return jobs;
  throw badOptionValue({ flag, found: value, allowed: allowedOf(field) });
}

function allowedOf(field: keyof EngineFlags): string {
  if (field === 'jobs') return 'a whole number from 1 to 1024';
  return field === 'waitMs' || field === 'timeoutMs' ? 'a time such as 60s, 500ms or 5m' : 'the path of a file';
}
