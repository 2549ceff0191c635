import { basename, dirname, join } from 'node:path';
import type { StackError } from '../kernel/fault';
import { quarantine } from '../quarantine';
import { sweepTemporaries } from '../system/temporaries';
import { installFailed, storeUnclear } from './faults';
import { isSameVersion, schemeOf } from '../versions';
import type { InstalledTool, InstallRequest, Manager, ManagerWorld } from './manager';
import { readOr } from './read-or';
import { linkedTools, listProjects, projectLink, type BuiltProject, type Flaw, type ReadProject } from './read-project';
import { makeToolFolder, removeEmptied } from './tool-folder';

function storeFolder({ paths }: Pick<ManagerWorld, 'paths'>, manager: string): string {
  return join(paths.tools, manager, '.store');
}

/**
 * The folder of the store that a link leads to; undefined where it leads to nothing or elsewhere. By real paths: a home may be reached by
 * several, and the text of the link has the one of the run that made it.
 */
function storedFolder(world: ManagerWorld, manager: string, link: string): string | undefined {
  const { files } = world.system;
  const store = storeFolder(world, manager);
  const real = files.realPath(link);
  return real === undefined || dirname(real) !== files.realPath(store) ? undefined : join(store, basename(real));
}

/**
 * Builds a version in a fresh folder, looks whether it is what was asked for, and puts it in the place of the old one, which goes to
 * quarantine. Whatever fails before that leaves the old version in its place and nothing else behind.
 * @throws what `build` throws, and `installFailed` (PIN013, 504).
 */
export async function installProject(
  world: ManagerWorld,
  { name: manager, scheme }: Pick<Manager, 'name' | 'scheme'>,
  { tool, version }: InstallRequest,
  read: ReadProject,
  build: (folder: string) => Promise<void>,
): Promise<InstalledTool> {
  const { system, dryRun } = world;
  const { files, randomness } = system;
  const name = `${tool.replace('/', '+')}@${version.replaceAll(/[^\w.+-]/g, '_')}-${randomness.hex(4)}`;
  const folder = join(storeFolder(world, manager), name);
  makeToolFolder(world, folder);
  try {
    await build(folder);
    if (!dryRun) assertBuilt(read(system, folder, tool), { manager, scheme, tool, version });
  } catch (error) {
    if (files.stat(folder) !== undefined) files.removeTree(folder);
    removeEmptied(world, dirname(folder));
    throw error;
  }
  activate(world, manager, tool, folder);
  return (
    listProjects(world, manager, read).find((installed) => installed.tool === tool) ??
      // A dry run installs nothing that could be read.
      { tool, version, owner: 'ours', folder: projectLink(world, manager, tool), programs: [] }
  );
}

interface Wanted extends Pick<Manager, 'scheme'>, Pick<InstallRequest, 'tool' | 'version'> {
  readonly manager: string;
}

function assertBuilt(built: BuiltProject | Flaw, { manager, scheme, tool, version }: Wanted): void {
  if ('flaw' in built) throw installFailed({ manager, tool, reason: `what was installed is not whole: ${built.flaw}` });
  // The text of a pin may spell it otherwise.
  if (!isSameVersion(schemeOf(scheme), built.version, version))
    throw installFailed({ manager, tool, reason: `${built.version} came in the place of ${version}` });
}

function activate(world: ManagerWorld, manager: string, tool: string, folder: string): void {
  const { files, links } = world.system;
  const link = projectLink(world, manager, tool);
  const old = storedFolder(world, manager, link);
  if (links.read(link) === undefined) {
    // Something that is no link of ours lies there: it waits in quarantine like everything that is in the way.
    if (files.stat(link) !== undefined) setAside(world, link, `in the place of ${manager}'s ${tool}`);
    files.makeFolder(dirname(link), 0o700);
    links.make(link, folder);
    return;
  }
  links.retarget(link, folder);
  // The new version is in its place. Where the old one cannot be moved, the next sweep tells of it.
  if (old !== undefined) trySetAside(world, old, `the version of ${tool} before`);
}

/** Takes the link away first, so that nobody starts what is half gone. */
export function removeProject(world: ManagerWorld, manager: string, tool: string): void {
  const { links } = world.system;
  const link = projectLink(world, manager, tool);
  if (links.read(link) === undefined) return;
  const folder = storedFolder(world, manager, link);
  links.remove(link);
  if (folder !== undefined) setAside(world, folder, `${tool} was removed`);
}

/**
 * What a killed run left half built, which nothing points to, goes to quarantine. What cannot be moved stays where it is, in nobody's way,
 * and so does all where it cannot be told what is in use: the faults are answered. What was on its way to a place beside the store is removed.
 */
export function sweepStore(world: ManagerWorld, manager: string): readonly StackError[] {
  const { files } = world.system;
  const store = storeFolder(world, manager);
  sweepTemporaries(world.system, dirname(store), 'dead');
  const unused = (): readonly string[] => {
    if (files.stat(store) === undefined) return [];
    const linked = linkedTools(world, manager, refuse).map(({ link }) => ({
      link,
      folder: storedFolder(world, manager, link),
    }));
    const used = new Set(linked.map(({ folder }) => folder));
    const rest = files.list(store).flatMap(({ name }) => (used.has(join(store, name)) ? [] : [join(store, name)]));
    const astray = linked.find(({ folder }) => folder === undefined);
    if (astray !== undefined && rest.length > 0) throw storeUnclear({ store, link: astray.link });
    return rest;
  };
  return readOr(
    () => unused().flatMap((folder) => trySetAside(world, folder, 'left over by a run that was ended')),
    (fault) => [fault],
  );
}

function refuse(fault: StackError): never {
  throw fault;
}

function trySetAside(world: ManagerWorld, path: string, reason: string): readonly StackError[] {
  return readOr(
    () => {
      setAside(world, path, reason);
      return [];
    },
    (fault) => [fault],
  );
}

function setAside({ system, paths, config }: ManagerWorld, path: string, reason: string): void {
  quarantine(system, paths, config, { path, kind: 'cache', reason });
}
