import type { System } from '../system/port';

/** The PATH of this process as a list, empty entries included: an empty one means the working folder. */
export function pathEntries({ environment, machine }: Pick<System, 'environment' | 'machine'>): readonly string[] {
  return (environment.get('PATH') ?? '').split(machine.pathSeparator);
}
