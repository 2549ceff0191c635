import { join } from 'node:path';
import { callManager, type ManagerCall } from '../child';
import { managerMissing } from '../faults';
import type { ManagerProgram, ManagerWorld } from '../manager';

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
  npm_config_global: 'false',
};

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
  const { environment } = world.system;
  // Two minutes of retries are no answer; who wants them says so.
  const patience = environment.get('npm_config_fetch_retries') ?? '1';
  const env = { ...namedByNpmrc(world), ...fixed, npm_config_fetch_retries: patience };
  return callManager(world, { manager: 'npm', tool, program: npm.path, args, passes, env, ...rest });
}

/** Variables that the user's npmrc names: `//registry/:_authToken=${NPM_TOKEN}` needs its token. */
function namedByNpmrc({ system }: ManagerWorld): Record<string, string> {
  const { environment, files, machine } = system;
  const path = environment.get('npm_config_userconfig') ?? join(machine.home, '.npmrc');
  if (files.stat(path) === undefined) return {};
  const names = [
    ...files
      .read(path)
      .toString('utf8')
      .matchAll(/\$\{(\w+)\??\}/g),
  ].map(([, name = '']) => name);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
