import type { StackError } from '../../../../lib/kernel/fault';
import type { ManagerWorld } from '../../../../lib/pin';
import type { MemoryOptions, MemorySystem } from '../../../../lib/system/memory';
import { makeWorld } from '../../config/world';

export interface MemoryWorld extends ManagerWorld {
  readonly system: MemorySystem;
}

/** A manager's world in memory; real programs have the contract suite. */
export function memoryWorld(options: MemoryOptions = {}, dryRun = false): MemoryWorld {
  const { system, config, paths } = makeWorld(options);
  return { system, config, paths, dryRun, signal: new AbortController().signal };
}

export const tools = '/home/ada/.local/share/clistack/tools';

/** Where everything can be read, nothing is told. */
export function untold(fault: StackError): never {
  throw fault;
}
