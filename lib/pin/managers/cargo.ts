import { basename, join } from 'node:path';
import type { System } from '../../system/port';
import type { FileWriter } from '../../system/ports/files';
import { callCargo, findCargo } from '../cargo/call';
import { readCrateLock, resolveCrate } from '../cargo/crate-lock';
import { listUserCrates, readInstalls } from '../cargo/installs';
import { integrityRefused } from '../faults';
import { damagedFiles, noteSizes, sizeOf } from '../file-sizes';
import { defineManager, type LockedTree, type ManagerWorld } from '../manager';
import { pretendedTree } from '../pretended-tree';
import { installProject, removeProject } from '../project';
import { readOr } from '../read-or';
import { flawOfProject, listProjects, projectLink, textInProject, type BuiltProject, type Flaw } from '../read-project';

const lockName = 'crate.lock';

/** cargo: each tool below a root of its own, built with the lock inside its crate. cargo names no list of versions and no dates. */
export default defineManager({
  name: 'cargo',
  // One compiler uses all cores.
  can: { versions: 'newest', dates: false, lock: 'tool', parallel: 1 },
  scheme: 'cargo',
  toolPattern: '^[A-Za-z][A-Za-z0-9_-]*$',
  find: findCargo,
  listInstalled: (world) => listProjects(world, 'cargo', readProject),
  flawOf: (world, tool) => flawOfProject(world, 'cargo', readProject, tool),
  listUsers: listUserCrates,
  readLock,
  // The lock fixes the crate, not what the compiler made of it.
  driftOf: () => [],
  damagedFiles: (world, tool) => damagedFiles(world.system, projectLink(world, 'cargo', tool)),
  newest: async (world, tool, wanted) => {
    if (world.dryRun) return { tool, versions: [], tags: {} };
    const { version } = await resolveCrate(world, tool, wanted?.specifier ?? '*');
    return { tool, versions: [{ version, published: undefined }], tags: {} };
  },
  lockTree: (world, tool, version) =>
    world.dryRun ? Promise.resolve(pretendedCrate(tool, version)) : resolveCrate(world, tool, `=${version}`),
  install: (world, request) => {
    const { tool, version, lock, timeoutMs, progress } = request;
    return installProject(world, { name: 'cargo', scheme: 'cargo' }, request, readProject, async (folder) => {
      let { file } = lock ?? pretendedCrate(tool, version);
      if (!world.dryRun) {
        progress('resolving');
        const offered = await resolveCrate(world, tool, `=${version}`);
        if (lock !== undefined) assertSame(lock, offered);
        file = offered.file;
      }
      world.system.files.write(join(folder, lockName), file, { mode: 0o600 });
      progress('fetching and compiling');
      const args = ['install', '--locked', '--version', `=${version}`, '--root', folder, tool];
      await callCargo(world, tool, args, {
        cwd: folder,
        timeoutMs,
        changes: true,
        imagine: imagineCrate(folder, tool, version, installedBins(world, tool)),
      });
      notePrograms(world.system, folder, tool);
    });
  },
  remove: (world, tool) => {
    removeProject(world, 'cargo', tool);
    return Promise.resolve();
  },
});

/** In the place of what the registry would tell, for a dry run. */
function pretendedCrate(tool: string, version: string): LockedTree {
  const lines = [`name = "${tool}"`, `version = "${version}"`, `checksum = "00"`];
  return pretendedTree(tool, version, tool, () => `[[package]]\n${lines.join('\n')}\n`);
}

/** Its programs are in the crate: those of the version that is there are taken for granted, else one like the tool. */
function imagineCrate(
  folder: string,
  tool: string,
  version: string,
  installed: readonly string[],
): (files: FileWriter) => void {
  const bins = installed.length === 0 ? [tool] : installed;
  return (files) => {
    files.makeFolder(join(folder, 'bin'));
    for (const name of bins) files.write(join(folder, 'bin', name), '', { mode: 0o755 });
    const installs = { [`${tool} ${version} (registry)`]: { bins } };
    files.write(join(folder, '.crates2.json'), JSON.stringify({ installs }));
  };
}

/** Files of the programs of the version that is there; none where it cannot be read. */
function installedBins(world: ManagerWorld, tool: string): readonly string[] {
  const crates = readOr(
    () => readInstalls(world.system, projectLink(world, 'cargo', tool)),
    () => [],
  );
  return crates.flatMap((one) => (one.tool === tool ? one.programs.map(({ path }) => basename(path)) : []));
}

/** cargo checks the crate against the checksum of the index; whether that is still the locked one, we do. */
function assertSame(lock: LockedTree, offered: LockedTree): void {
  const [locked, now] = [lock, offered].map(({ packages }) => packages[0]?.integrity.join(' '));
  if (locked !== now)
    throw integrityRefused({
      manager: 'cargo',
      tool: lock.tool,
      reason: 'the registry names another checksum than the lock',
    });
}

/** What the compiler made of a crate no lock tells: the sizes of the programs are all that later says whether one was damaged. */
function notePrograms(system: System, folder: string, tool: string): void {
  const programs = readInstalls(system, folder).flatMap((one) => (one.tool === tool ? one.programs : []));
  noteSizes(system, folder, new Map(programs.map(({ path }) => [path, sizeOf(system, join(folder, path))])));
}

function readProject(system: System, folder: string, tool: string): BuiltProject | Flaw {
  const install = readInstalls(system, folder).find((one) => one.tool === tool);
  if (install === undefined) return { flaw: '.crates2.json does not name it, or is damaged' };
  const lost = install.programs.find(({ path }) => system.files.stat(join(folder, path)) === undefined);
  return lost === undefined ? install : { flaw: `${lost.path} is gone` };
}

function readLock(world: ManagerWorld, tool: string): LockedTree | undefined {
  const text = textInProject(world, 'cargo', tool, lockName);
  return text === undefined ? undefined : readCrateLock(text, tool);
}
