import { toType } from '../../kernel/to-type';
import { join } from 'node:path';
import { callManager, type ManagerCall } from '../child';
import { managerMissing } from '../faults';
import type { ManagerProgram, ManagerWorld } from '../manager';

/** Nothing of pip's: what it installs for pipx lies in our folders, and a place of the user's to look into may have another file of that name. */
const passes = /^PIPX_DEFAULT_PYTHON$/;

export function findPipx({ system }: ManagerWorld): ManagerProgram {
  const { machine, processes } = system;
  const path = processes.which(machine.os === 'win32' ? 'pipx.exe' : 'pipx');
  if (path !== undefined) return { found: true, path };
  const install = {
    linux: toType('PipxInstall --bootstrap'),
    darwin: 'brew install pipx',
    win32: 'py -m pip install --user pipx',
  }[machine.os];
  return { found: false, tool: 'pipx', fix: install };
}

export interface PipxCall {
  readonly tool: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly timeoutMs: number;
  readonly changes?: boolean;
  readonly imagine?: ManagerCall['imagine'];
}

/**
 * Starts pipx with pip behind it: with uv, which newer ones prefer where it is there, wheels would come by other rules.
 * @throws as `callManager`, and `managerMissing` (503).
 */
export function callPipx(world: ManagerWorld, { tool, args, env = {}, ...rest }: PipxCall): Promise<string> {
  const pipx = findPipx(world);
  if (!pipx.found) throw managerMissing({ manager: 'pipx', program: pipx.tool, install: pipx.fix });
  const fixed = {
    PIPX_DEFAULT_BACKEND: 'pip',
    PIPX_SHARED_LIBS: sharedFolder(world),
    // We made the shared pip a moment ago, or the user's own pipx looks after its own; asking an index here helps nobody.
    PIPX_DISABLE_SHARED_LIBS_AUTO_UPGRADE: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    PIP_USER: '0',
    // As pip itself writes that there is no file of settings.
    PIP_CONFIG_FILE: world.system.machine.os === 'win32' ? 'nul' : '/dev/null',
    USE_EMOJI: '0',
    PIPX_USE_EMOJI: '0',
    PYTHONUTF8: '1',
  };
  return callManager(world, {
    manager: 'pipx',
    tool,
    program: pipx.path,
    args,
    passes,
    env: { ...fixed, ...env },
    ...rest,
  });
}

/** The pip that all environments made by our pipx share, and that we fetch wheels with. pipx keeps a lock file beside it. */
export function sharedFolder({ paths }: Pick<ManagerWorld, 'paths'>): string {
  return join(paths.tools, 'pipx', '.shared', 'libs');
}
