import type { System } from '../../system/port';
import { installFailed, managerMissing } from '../faults';
import type { ManagerWorld } from '../manager';
import { callManager } from '../child';
import { findPipx } from './call';

/** How the system's package managers install pipx, and what takes it back. */
const installers = [
  { program: 'apt-get', install: ['install', '--yes', 'pipx'], remove: ['remove', '--yes', 'pipx'], root: true },
  { program: 'dnf', install: ['install', '--assumeyes', 'pipx'], remove: ['remove', '--assumeyes', 'pipx'], root: true },
  { program: 'zypper', install: ['--non-interactive', 'install', 'python3-pipx'], remove: ['--non-interactive', 'remove', 'python3-pipx'], root: true },
  { program: 'pacman', install: ['-S', '--noconfirm', 'python-pipx'], remove: ['-R', '--noconfirm', 'python-pipx'], root: true },
  { program: 'apk', install: ['add', 'pipx'], remove: ['del', 'pipx'], root: true },
  { program: 'brew', install: ['install', 'pipx'], remove: ['uninstall', 'pipx'], root: false },
] as const; // prettier-ignore

/**
 * Installs pipx from the packages of the system, because the user asked for it. Answers what was run; undefined when pipx is there already.
 * @throws `managerMissing` (503) where none of the system's package managers is known, and as `callManager`.
 */
export async function bootstrapPipx(world: ManagerWorld, timeoutMs: number): Promise<string | undefined> {
  const { machine, processes } = world.system;
  const there = findPipx(world);
  if (there.found) return undefined;
  const installer = installers.find(({ program }) => processes.which(program) !== undefined);
  const pipx = 'install pipx: https://pipx.pypa.io/stable/installation/';
  if (installer === undefined) throw managerMissing({ manager: 'pipx', program: 'pipx', install: pipx });
  const { program, root } = installer;
  // --non-interactive: sudo must not ask in the middle of a run that nobody watches.
  const before = root && machine.uid !== 0 ? ['sudo', '--non-interactive'] : [];
  const [command = program, ...args] = [...before, program, ...installer.install];
  const undo = { kind: 'command', argv: [...before, program, ...installer.remove] } as const;
  await callManager(world, {
    manager: 'pipx', tool: 'pipx', program: command, args, passes: /^DEBIAN_FRONTEND$/, cwd: world.paths.home, timeoutMs, changes: undo,
  }); // prettier-ignore
  if (!world.dryRun && !findPipx(world).found)
    throw installFailed({ manager: program, tool: 'pipx', reason: 'it is not on the PATH afterwards' });
  return [command, ...args].join(' ');
}

/** The System as it is when pipx has been installed, for the rest of a dry run, which installs nothing. */
export function withPipx(system: System): System {
  const { processes } = system;
  const which = (name: string): string | undefined =>
    processes.which(name) ?? (name === 'pipx' ? '/usr/bin/pipx' : undefined);
  return { ...system, processes: { ...processes, which } };
}
