import { basename, dirname, join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import type { System } from '../../system/port';
import type { FileWriter } from '../../system/ports/files';
import { temporaryBeside } from '../../system/temporaries';
import { callManager } from '../child';
import { installFailed, registryUnreachable } from '../faults';
import type { ManagerWorld } from '../manager';
import { flawOfPython, sitePackages } from '../python/environment';
import { assertOneLine } from '../python/one-line';
import { pipPasses, type Pip } from '../python/pip';
import { makeToolFolder, removeEmptied } from '../tool-folder';
import { callPipx, findPipx, sharedFolder } from './call';

/** What pipx and pip may take to make an environment, on a slow disk. */
const makeMs = 180_000;

/**
 * Does something with the pip with which wheels are fetched: in an environment of the very python that pipx uses, so that the wheels fit, and
 * shared with the environments that pipx makes. Made once, and made again when its python or the pip in it is gone. Where no index answers, one
 * that was made just now and serves no tool goes again: without a network nothing changes.
 * @throws what `use` throws, as `callManager`, and as `assertOneLine`.
 */
export async function withSharedPip<T>(world: ManagerWorld, tool: string, use: (pip: Pip) => Promise<T>): Promise<T> {
  assertOneLine(world, 'pipx', tool);
  const shared = sharedOf(world.system);
  shared.users += 1;
  try {
    return await use(await pipOf(world, tool, shared));
  } catch (error) {
    if (shared.users === 1 && isStackError(error) && error.code === registryUnreachable.page.code)
      takeAway(world, shared);
    throw error;
  } finally {
    shared.users -= 1;
  }
}

/** What a run knows of the shared environment. */
interface SharedPip {
  /** Tools that are asked about at the same time wait for the same environment. */
  pip?: Promise<Pip>;
  isNew: boolean;
  users: number;
}

const known = new WeakMap<System, SharedPip>();

function sharedOf(system: System): SharedPip {
  const shared = known.get(system) ?? { isNew: false, users: 0 };
  known.set(system, shared);
  return shared;
}

async function pipOf(world: ManagerWorld, tool: string, shared: SharedPip): Promise<Pip> {
  shared.pip ??= makeSharedPip(world, tool, shared);
  try {
    return await shared.pip;
  } catch (error) {
    // Who comes later tries again.
    delete shared.pip;
    throw error;
  }
}

function takeAway(world: ManagerWorld, shared: SharedPip): void {
  const { files } = world.system;
  const place = dirname(sharedFolder(world));
  if (!shared.isNew || files.list(dirname(place)).length > 1) return;
  delete shared.pip;
  shared.isNew = false;
  files.removeTree(place);
  removeEmptied(world, dirname(place));
}

async function makeSharedPip(world: ManagerWorld, tool: string, shared: SharedPip): Promise<Pip> {
  const folder = sharedFolder(world);
  const pip: Pip = { manager: 'pipx', python: join(folder, ...pythonIn(world)) };
  const { files, machine, randomness } = world.system;
  if (isWhole(world, folder)) return pip;
  const place = dirname(folder);
  if (files.stat(place) !== undefined) files.removeTree(place);
  const python = world.dryRun ? 'python3' : await pythonOfPipx(world, tool);
  // Made beside its place: half an environment must never be taken for a whole one. Who only asks holds no lock of the home, so the name says
  // whose it is.
  const fresh = temporaryBeside(place, machine.pid, randomness.hex(12));
  makeToolFolder(world, fresh);
  try {
    await makeEnvironment(world, tool, python, join(fresh, basename(folder)));
  } catch (error) {
    files.removeTree(fresh);
    removeEmptied(world, dirname(fresh));
    throw error;
  }
  files.move(fresh, place);
  shared.isNew = true;
  return pip;
}

async function makeEnvironment(world: ManagerWorld, tool: string, python: string, folder: string): Promise<void> {
  const start = (program: string, args: readonly string[]): Promise<string> =>
    callManager(world, {
      manager: 'pipx', tool, program, args, passes: pipPasses, cwd: dirname(folder), timeoutMs: makeMs, changes: true,
      imagine: (imagined) => {
        imaginePip(imagined, world, folder);
      },
    }); // prettier-ignore
  try {
    await start(python, ['-m', 'venv', '--clear', folder]);
  } catch (error) {
    if (!isStackError(error) || !/ensurepip\b.* non-zero exit status/.test(String(error.data['reason']))) throw error;
    // venv keeps to itself what ensurepip said; asked directly, it tells what was in its way.
    await start(join(folder, ...pythonIn(world)), ['-m', 'ensurepip', '--upgrade', '--default-pip']);
  }
}

/** As much of it as is looked for below. */
function imaginePip(files: FileWriter, world: ManagerWorld, folder: string): void {
  const python = join(folder, ...pythonIn(world));
  const lib = world.system.machine.os === 'win32' ? ['Lib'] : ['lib', 'python3'];
  const main = join(folder, ...lib, 'site-packages', 'pip', '__main__.py');
  for (const [path, mode] of [
    [python, 0o755],
    [main, 0o644],
    [join(folder, 'pyvenv.cfg'), 0o644],
  ] as const) {
    files.makeFolder(dirname(path));
    files.write(path, '', { mode });
  }
}

/** With a pip for the python that it leads to: an upgrade of the system leaves a link to a newer one, which knows nothing of the old folder. */
function isWhole({ system }: ManagerWorld, folder: string): boolean {
  const main = (home: string): string => join(home, 'pip', '__main__.py');
  return (
    flawOfPython(system, folder) === undefined &&
    sitePackages(system, folder).some((home) => system.files.stat(main(home)) !== undefined)
  );
}

function pythonIn({ system }: ManagerWorld): readonly string[] {
  return system.machine.os === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
}

/** The python that pipx makes environments with; one that is too old to tell is asked for its own. */
async function pythonOfPipx(world: ManagerWorld, tool: string): Promise<string> {
  const { files, processes } = world.system;
  const args = ['environment', '--value', 'PIPX_DEFAULT_PYTHON'];
  try {
    const named = (await callPipx(world, { tool, args, cwd: world.paths.home, timeoutMs: makeMs })).trim();
    if (processes.which(named) !== undefined) return named;
  } catch (error) {
    if (!isStackError(error) || error.exit !== 504) throw error;
  }
  const pipx = findPipx(world);
  const script = pipx.found ? files.read(pipx.path).subarray(0, 512).toString('latin1') : '';
  const [, python = ''] = /^#!\s*(\S+)/.exec(script) ?? [];
  if (processes.which(python) === undefined)
    throw installFailed({ manager: 'pipx', tool, reason: 'its python cannot be found' });
  return python;
}
