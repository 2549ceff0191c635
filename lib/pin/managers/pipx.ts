import { join } from 'node:path';
import { defineManager, type InstalledTool, type InstallRequest, type ManagerWorld } from '../manager';
import { readApps } from '../pipx/apps';
import { callPipx, findPipx } from '../pipx/call';
import { readInjected } from '../pipx/injected';
import { withSharedPip } from '../pipx/shared-pip';
import { listUserTools } from '../pipx/user-tools';
import { askAdvisories } from '../python/advisories';
import { completeTree } from '../python/all-hashes';
import { askIndex, askWheels, callPip, resolveTree, type Pip } from '../python/pip';
import { imagineTool, pretendedPackages } from '../python/imagined-environment';
import { mendLaunchers } from '../python/launchers';
import { pythonProjects } from '../python/tool-project';
import { fetchWheels, wheelFolder } from '../python/wheels';

const projects = pythonProjects('pipx', 'venvs', {
  file: 'pipx_metadata.json',
  programsOf: readApps,
  addedOf: readInjected,
  // All environments share a pip, but where the tool is pip itself: that one is made as Python makes it.
  brings: ['pip', 'setuptools', 'wheel'],
});

/** pipx: each tool in a pipx home of its own, installed without an index from wheels whose hashes were checked. */
export default defineManager({
  ...projects.shared,
  name: 'pipx',
  // One at a time: they share a pip.
  can: { versions: 'all', dates: true, lock: 'tree', parallel: 1 },
  find: findPipx,
  listUsers: listUserTools,
  newest: async (world, tool) =>
    world.dryRun ? { tool, versions: [], tags: {} } : withSharedPip(world, tool, (pip) => askIndex(world, pip, tool)),
  lockTree: async (world, tool, version, held) =>
    world.dryRun
      ? pretendedPackages(tool, version)
      : withSharedPip(world, tool, (pip) => resolveTree(world, pip, { tool, version, held })),
  install: (world, request) => withSharedPip(world, request.tool, (pip) => installWith(pip, world, request)),
  completeTree: (world, tree) =>
    withSharedPip(world, tree.tool, async (pip) =>
      completeTree(tree, await askWheels(world, pip, tree.tool, tree.packages)),
    ),
  audit: (world, tool) =>
    withSharedPip(world, tool, (pip) => {
      const packages = projects.neededOf(world, tool);
      return askAdvisories({ manager: 'pipx', tool, packages, indexes: null }, (args, input, timeoutMs) =>
        callPip(world, pip, tool, args, { cwd: world.paths.home, timeoutMs, input }),
      );
    }),
});

function installWith(pip: Pip, world: ManagerWorld, request: InstallRequest): Promise<InstalledTool> {
  const { tool, version, lock, timeoutMs, progress } = request;
  const known = join(projects.linkOf(world, tool), wheelFolder);
  return projects.install(world, request, async (folder) => {
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
      imagine: (files) => {
        const text = (apps: readonly string[]): string =>
          JSON.stringify({ main_package: { package: tool, package_version: version, apps } });
        const packages = lock?.packages ?? [];
        const note = ['pipx_metadata.json', text] as const;
        const installed = projects.programsOf(world, tool);
        imagineTool(files, world, { tool, version, folder, environments: 'venvs', packages, installed, note });
      },
    });
    if (!world.dryRun) mendLaunchers(world.system, projects.environmentOf(folder, tool));
    projects.noteInstalled(world.system, folder, tool);
  });
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
