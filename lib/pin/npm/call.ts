import { callManager, type ManagerCall } from '../child';
import { managerMissing } from '../faults';
import type { ManagerProgram, ManagerWorld } from '../manager';
import { namedByNpmrc, npmVariable } from './settings';

/** Settings that say where packages come from and how the network is reached; those that change what is installed do not pass. */
const passes =
  /^npm_config_(?:(?:user|global)config|registry|cache|cafile|ca|cert|key|https?[-_]proxy|proxy|noproxy|strict[-_]ssl|local[-_]address|maxsockets|fetch[-_]\w+|before|min[-_]release[-_]age|ignore[-_]scripts|(?:@.*:registry|\/\/.*))$/i;

const fixed = {
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
  npm_config_progress: 'false',
  npm_config_logs_max: '0',
  // Without it there is nothing to repair from.
  npm_config_package_lock: 'true',
  npm_config_save: 'true',
  npm_config_lockfile_version: '3',
  npm_config_package_lock_only: 'false',
  // Where packages and the links to their programs are looked for.
  npm_config_install_strategy: 'hoisted',
  npm_config_bin_links: 'true',
  npm_config_global: 'false',
  npm_config_location: 'user',
  npm_config_dry_run: 'false',
  // What npmrc omits from the user's own projects may be half of a tool. A list, as npm writes one.
  npm_config_include: 'optional\n\npeer',
};

/** For whatever makes a lock: one without the packages that others expect beside them is refused by everybody else's npm. */
export const withPeers = '--no-legacy-peer-deps';

export function findNpm({ system }: ManagerWorld): ManagerProgram {
  const path = system.processes.which(system.machine.os === 'win32' ? 'npm.cmd' : 'npm');
  return path === undefined
    ? { found: false, tool: 'npm', fix: 'install Node.js with npm: https://nodejs.org/en/download' }
    : { found: true, path };
}

/** Starts npm as the user's own configuration has it. @throws as `callManager`, and `managerMissing` (503). */
export async function callNpm(
  world: ManagerWorld,
  tool: string,
  args: readonly string[],
  rest: Pick<ManagerCall, 'cwd' | 'timeoutMs' | 'imagine'> & { readonly changes?: boolean },
): Promise<string> {
  const npm = findNpm(world);
  if (!npm.found) throw managerMissing({ manager: 'npm', program: npm.tool, install: npm.fix });
  // Two minutes of retries are no answer; who wants them says so.
  const patience = npmVariable(world.system, 'fetch-retries') ?? '1';
  const env = { ...namedByNpmrc(world.system), ...fixed, npm_config_fetch_retries: patience };
  return callManager(world, { manager: 'npm', tool, program: npm.path, args, passes, env, ...rest });
}
