import { join } from 'node:path';
import { isProgram } from '../../system/is-program';
import { callManager, type ManagerCall } from '../child';
import { managerMissing } from '../faults';
import { findPipx } from '../pipx/call';
import { userPipxBin } from '../pipx/user-home';
import type { ManagerProgram, ManagerWorld } from '../manager';
import { assertOneLine } from '../python/one-line';

/** Settings that say where packages and pythons come from and how the network is reached; those that change what is installed do not pass. */
const configured =
  /^UV_(?:INDEX(?:_URL|_STRATEGY|_\w+_(?:USERNAME|PASSWORD))?|DEFAULT_INDEX|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|KEYRING_PROVIDER|SYSTEM_CERTS|NATIVE_TLS|INSECURE_HOST|HTTP_(?:TIMEOUT|RETRIES)|CONFIG_FILE|NO_CONFIG|CACHE_DIR|PYTHON(?:_\w+)?|(?:NO_)?MANAGED_PYTHON|OFFLINE)$/;

/** What says only where uv keeps things and which pythons there are. */
const passesAlone = /^UV_(?:CACHE_DIR|PYTHON(?:_\w+)?|(?:NO_)?MANAGED_PYTHON)$/;

/**
 * On the PATH, or where pipx puts what it installs: that is how we say to get it, and the folder may not be on the PATH yet. Where pipx is missing
 * too, that comes first.
 */
export function findUv(world: ManagerWorld): ManagerProgram {
  const { system } = world;
  const name = system.machine.os === 'win32' ? 'uv.exe' : 'uv';
  const ofPipx = join(userPipxBin(system), name);
  const path = system.processes.which(name) ?? (isProgram(system, ofPipx) ? ofPipx : undefined);
  if (path !== undefined) return { found: true, path };
  const pipx = findPipx(world);
  return { found: false, tool: 'uv', fix: `${pipx.found ? '' : `${pipx.fix} && `}pipx install uv` };
}

type Rest = Pick<ManagerCall, 'cwd' | 'timeoutMs' | 'env' | 'input' | 'changes' | 'imagine'>;

/**
 * Starts uv without the user's configuration: what it needs lies in a folder, and a place of the user's to look into may have another file of that name.
 * @throws as `callUv`.
 */
export async function callUvAlone(
  world: ManagerWorld,
  tool: string,
  args: readonly string[],
  rest: Rest,
): Promise<string> {
  const { cwd, timeoutMs } = rest;
  // Which the user may have elsewhere, on the volume of his tools.
  const cache = world.dryRun ? '' : (await callUv(world, tool, ['cache', 'dir'], { cwd, timeoutMs })).trim();
  const env = { UV_NO_CONFIG: '1', ...(cache === '' ? {} : { UV_CACHE_DIR: cache }), ...rest.env };
  return startUv(world, tool, args, { ...rest, env }, passesAlone);
}

/** Starts uv as the user's own configuration has it. @throws as `callManager`, and `managerMissing` (503). */
export function callUv(world: ManagerWorld, tool: string, args: readonly string[], rest: Rest): Promise<string> {
  return startUv(world, tool, args, rest, configured);
}

async function startUv(
  world: ManagerWorld,
  tool: string,
  args: readonly string[],
  rest: Rest,
  passes: RegExp,
): Promise<string> {
  const uv = findUv(world);
  if (!uv.found) throw managerMissing({ manager: 'uv', program: uv.tool, install: uv.fix });
  const { environment } = world.system;
  const fixed = { UV_NO_PROGRESS: '1', UV_HTTP_RETRIES: environment.get('UV_HTTP_RETRIES') ?? '1' };
  const env = { ...fixed, ...rest.env };
  return callManager(world, { ...rest, manager: 'uv', tool, program: uv.path, args, passes, env });
}

/**
 * The python that all steps of one installation use: left to itself, each subcommand may find another.
 * @throws as `callManager`, and as `assertOneLine`.
 */
export async function pythonOfUv(world: ManagerWorld, tool: string): Promise<string> {
  assertOneLine(world, 'uv', tool);
  if (world.dryRun) return 'python3';
  const cwd = world.paths.home;
  return (await callUv(world, tool, ['python', 'find', '--no-project'], { cwd, timeoutMs: 120_000 })).trim();
}

/**
 * The indexes that uv is configured for, with the logins that stand in their addresses, in the order in which uv looks into them: the default
 * one last. It has no command that shows them; compiling nothing names them and asks nobody.
 */
export async function indexesOfUv(world: ManagerWorld, tool: string, python: string): Promise<readonly string[]> {
  const args = ['pip', 'compile', '-', '--emit-index-url', '--no-header', '--offline', '--python', python];
  const text = await callUv(world, tool, args, { cwd: world.paths.home, timeoutMs: 120_000, input: '\n' });
  const named = (flag: string): readonly string[] =>
    text.split('\n').flatMap((line) => (line.startsWith(`${flag} `) ? [line.slice(flag.length + 1).trim()] : []));
  return [...named('--extra-index-url'), ...named('--index-url')];
}

/** Starts a python that uv named, for what uv itself has no command. @throws as `callManager`. */
export function callPythonOfUv(
  world: ManagerWorld,
  tool: string,
  python: string,
  args: readonly string[],
  rest: Rest,
): Promise<string> {
  return callManager(world, { ...rest, manager: 'uv', tool, program: python, args, passes: /^$/ });
}
