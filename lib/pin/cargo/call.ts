import { callManager, type ManagerCall } from '../child';
import { managerMissing } from '../faults';
import type { ManagerProgram, ManagerWorld } from '../manager';

/** cargo and rustup are configured by their homes, and by variables of the same names as the keys of their files. */
const passes =
  /^(?:CARGO_(?:HOME|HTTP_\w+|NET_\w+|REGISTR(?:Y|IES)_\w+|TARGET_DIR|BUILD_\w+)|RUSTUP_(?:HOME|TOOLCHAIN)|RUSTC_WRAPPER)$/;

export function findCargo({ system }: ManagerWorld): ManagerProgram {
  const path = system.processes.which(system.machine.os === 'win32' ? 'cargo.exe' : 'cargo');
  return path === undefined
    ? { found: false, tool: 'cargo', fix: 'install Rust: https://rustup.rs' }
    : { found: true, path };
}

type Rest = Pick<ManagerCall, 'cwd' | 'timeoutMs' | 'changes' | 'imagine'>;

/** Starts cargo as the user's own configuration has it. @throws as `callManager`, and `managerMissing` (503). */
export async function callCargo(
  world: ManagerWorld,
  tool: string,
  args: readonly string[],
  rest: Rest,
): Promise<string> {
  const cargo = findCargo(world);
  if (!cargo.found) throw managerMissing({ manager: 'cargo', program: cargo.tool, install: cargo.fix });
  const env = { CARGO_TERM_COLOR: 'never', CARGO_TERM_QUIET: 'true' };
  return callManager(world, { manager: 'cargo', tool, program: cargo.path, args, passes, env, ...rest });
}
