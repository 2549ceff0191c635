import type { System } from '../system/port';
import type { UpdateConfig } from './config';

/** Another one for every change of the policy; of two that mean the same it may be another one, too. sha256, hex. */
export function digestOf(config: UpdateConfig, { hash }: Pick<System, 'hash'>): string {
  return hash.bytes(JSON.stringify(config));
}
