import { join } from 'node:path';
import type { System } from '../../system/port';
import { defineManager, type LockedTree, type ManagerWorld } from '../manager';
import { callPipx, findPipx } from '../pipx/call';
import { sharedPip } from '../pipx/shared-pip';
import { listUserTools } from '../pipx/user-tools';
import { installProject, listProjects, projectLink, removeProject, type BuiltProject } from '../project';
import { driftedPackages, exposedPrograms, installedPackages } from '../python/environment';
import { askAdvisories } from '../python/advisories';
import { askIndex, callPip, resolveTree } from '../python/pip';
import { normaliseName, readRequiredTree } from '../python/requirements';
import { fetchWheels, lockName, wheelFolder } from '../python/wheels';

/** pipx: each tool in a pipx home of its own, installed without an index from wheels whose hashes were checked. */
export default defineManager({
  name: 'pipx',
  // One at a time: they share a pip.
  can: { versions: 'all', dates: true, lock: 'tree', parallel: 1 },
  scheme: 'pep440',
  toolPattern: '^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$',
  find: findPipx,
  listInstalled: (world) => listProjects(world, 'pipx', readProject),
  listUsers: listUserTools,
  readLock,
  driftOf: (world, tool) => {
    const environment = join(projectLink(world, 'pipx', tool), environmentOf(tool));
    return driftedPackages(world.system, environment, readLock(world, tool)?.packages ?? []);
  },
  newest: async (world, tool) =>
    world.dryRun ? { tool, versions: [], tags: {} } : askIndex(world, await sharedPip(world, tool), tool),
  lockTree: async (world, tool, version) =>
    world.dryRun
      ? { tool, version, packages: [], file: '' }
      : resolveTree(world, await sharedPip(world, tool), tool, version),
  install: async (world, request) => {
    const { tool, version, lock, timeoutMs, progress } = request;
    const pip = await sharedPip(world, tool);
    const known = join(projectLink(world, 'pipx', tool), wheelFolder);
    return installProject(world, 'pipx', request, readProject, async (folder) => {
      progress('fetching wheels');
      await fetchWheels(world, pip, folder, { tool, version, packages: lock?.packages, known, timeoutMs });
      progress('installing');
      const links = `--pip-args=--no-index --find-links ${quoteForPipx(join(folder, wheelFolder))}`;
      await callPipx(world, {
        tool,
        args: ['install', links, `${tool}==${version}`],
        // The python itself, not the one of the environment that pip lies in.
        env: { ...homesIn(folder), PIPX_DEFAULT_PYTHON: world.system.files.realPath(pip.python) ?? pip.python },
        cwd: folder,
        timeoutMs,
        changes: true,
      });
    });
  },
  remove: (world, tool) => {
    removeProject(world, 'pipx', tool);
    return Promise.resolve();
  },
  audit: async (world, tool) => {
    const pip = await sharedPip(world, tool);
    const packages = readLock(world, tool)?.packages ?? [];
    return askAdvisories({ manager: 'pipx', tool, packages, indexes: null }, (args, input, timeoutMs) =>
      callPip(world, pip, tool, args, { cwd: world.paths.home, timeoutMs, input }),
    );
  },
});

function readProject(system: System, folder: string, tool: string): BuiltProject | undefined {
  const version = installedPackages(system, join(folder, environmentOf(tool))).get(normaliseName(tool));
  const programs = exposedPrograms(system, folder, 'bin');
  return version === undefined || programs === undefined ? undefined : { version, programs };
}

function readLock(world: ManagerWorld, tool: string): LockedTree | undefined {
  const { files } = world.system;
  const path = join(projectLink(world, 'pipx', tool), lockName);
  return files.stat(path) === undefined ? undefined : readRequiredTree(files.read(path).toString('utf8'), tool);
}

function environmentOf(tool: string): string {
  return join('venvs', normaliseName(tool));
}

/** Everything that pipx would put into the user's home lies in the project. */
function homesIn(folder: string): Readonly<Record<string, string>> {
  return {
    PIPX_HOME: folder,
    PIPX_BIN_DIR: join(folder, 'bin'),
    PIPX_MAN_DIR: join(folder, 'man'),
    PIPX_COMPLETION_DIR: join(folder, 'completions'),
  };
}

/** pipx splits the arguments for pip as a POSIX shell would. */
function quoteForPipx(path: string): string {
  return `'${path.replaceAll("'", `'"'"'`)}'`;
}
