import { isAbsolute } from 'node:path';
import { normalPath } from './normal-path';
import type { System } from './port';

/**
 * A variable that names a folder, in its plain form; undefined when it is empty or relative. Such a value would mean another folder wherever
 * one stands, and in the end the project's own.
 */
export function absoluteVariable(environment: Pick<System['environment'], 'get'>, name: string): string | undefined {
  const value = environment.get(name);
  return value !== undefined && isAbsolute(value) ? normalPath(value) : undefined;
}
