import type { System } from './port';

/** The same System, whose children end with all they started when the signal is aborted; a child may be given another signal. */
export function endingChildrenOn(system: System, signal: () => AbortSignal): System {
  // Property by property and not as values: a port of the real System is opened when it is first asked for, and most runs ask for few.
  const ports = Object.getOwnPropertyDescriptors(system);
  const processes = (): System['processes'] => ({
    ...system.processes,
    run: (command, args, options) => system.processes.run(command, args, { signal: signal(), ...options }),
  });
  const ending = { get: processes, enumerable: true, configurable: true };
  // All ports of a System, one of them in another form.
  return Object.defineProperties({}, { ...ports, processes: ending }) as System;
}
