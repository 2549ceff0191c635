import type { System } from './port';

/** The same System, whose children end with all they started when the signal is aborted; a child may be given another signal. */
export function endingChildrenOn(system: System, signal: () => AbortSignal): System {
  const { processes } = system;
  return {
    ...system,
    processes: {
      ...processes,
      run: (command, args, options) => processes.run(command, args, { signal: signal(), ...options }),
    },
  };
}
