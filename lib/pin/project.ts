import { dirname, join } from 'node:path';
import { quarantine } from '../quarantine';
import type { System } from '../system/port';
import { installFailed } from './faults';
import type { InstalledTool, InstallRequest, ManagerWorld, ToolProgram } from './manager';

/** What lies in a built project. */
export interface BuiltProject {
  readonly version: string;
  /** Programs by name, relative to the project. */
  readonly programs: readonly ToolProgram[];
}

/** How one manager reads a project of its own; undefined for one that is not whole. */
export type ReadProject = (system: System, folder: string, tool: string) => BuiltProject | undefined;

/**
 * Private projects: `<tools>/<manager>/<tool>` is a link to a folder in `<tools>/<manager>/.store`, one per installed version. A new version
 * is built in a fresh folder there, so nothing is touched that works, and the link is pointed to it in one step.
 */
export function projectLink({ paths }: Pick<ManagerWorld, 'paths'>, manager: string, tool: string): string {
  return join(paths.tools, manager, ...tool.split('/'));
}

function storeFolder({ paths }: Pick<ManagerWorld, 'paths'>, manager: string): string {
  return join(paths.tools, manager, '.store');
}

/**
 * Builds a version in a fresh folder, looks whether it is what was asked for, and puts it in the place of the old one, which goes to
 * quarantine. Whatever fails before that leaves the old version in its place and nothing else behind.
 * @throws what `build` throws, and `installFailed` (PIN013, 504).
 */
export async function installProject(
  world: ManagerWorld,
  manager: string,
  { tool, version }: InstallRequest,
  read: ReadProject,
  build: (folder: string) => Promise<void>,
): Promise<InstalledTool> {
  const { system, dryRun } = world;
  const { files, randomness } = system;
  const name = `${tool.replace('/', '+')}@${version.replaceAll(/[^\w.+-]/g, '_')}-${randomness.hex(4)}`;
  const folder = join(storeFolder(world, manager), name);
  files.makeFolder(folder, 0o700);
  try {
    await build(folder);
    if (!dryRun) assertBuilt(read(system, folder, tool), { manager, tool, version });
  } catch (error) {
    if (files.stat(folder) !== undefined) files.removeTree(folder);
    throw error;
  }
  activate(world, manager, tool, folder);
  return (
    listProjects(world, manager, read).find((installed) => installed.tool === tool) ??
      // A dry run installs nothing that could be read.
      { tool, version, owner: 'ours', folder: projectLink(world, manager, tool), programs: [] }
  );
}

function assertBuilt(
  built: BuiltProject | undefined,
  { manager, tool, version }: { readonly manager: string; readonly tool: string; readonly version: string },
): void {
  if (built === undefined) throw installFailed({ manager, tool, reason: 'what was installed is not whole' });
  if (built.version !== version)
    throw installFailed({ manager, tool, reason: `${built.version} came in the place of ${version}` });
}

function activate(world: ManagerWorld, manager: string, tool: string, folder: string): void {
  const { files, links } = world.system;
  const link = projectLink(world, manager, tool);
  const old = links.read(link);
  if (old === undefined) {
    // Something that is no link of ours lies there: it waits in quarantine like everything that is in the way.
    if (files.stat(link) !== undefined) setAside(world, link, `in the place of ${manager}'s ${tool}`);
    files.makeFolder(dirname(link), 0o700);
    links.make(link, folder);
    return;
  }
  links.retarget(link, folder);
  if (dirname(old) === dirname(folder) && files.stat(old) !== undefined)
    setAside(world, old, `the version of ${tool} before`);
}

/** Every private project of one manager that is whole. */
export function listProjects(world: ManagerWorld, manager: string, read: ReadProject): readonly InstalledTool[] {
  return linkedTools(world, manager).flatMap(({ tool, link }): readonly InstalledTool[] => {
    const built = read(world.system, link, tool);
    if (built === undefined) return [];
    const programs = built.programs.map(({ name, path }) => ({ name, path: join(link, path) }));
    return [{ tool, version: built.version, owner: 'ours', folder: link, programs }];
  });
}

/** Takes the link away first, so that nobody starts what is half gone. */
export function removeProject(world: ManagerWorld, manager: string, tool: string): void {
  const { files, links } = world.system;
  const link = projectLink(world, manager, tool);
  const folder = links.read(link);
  if (folder === undefined) return;
  links.remove(link);
  if (dirname(folder) === storeFolder(world, manager) && files.stat(folder) !== undefined)
    setAside(world, folder, `${tool} was removed`);
}

/** What a killed run left half built, which nothing points to, goes to quarantine. */
export function sweepStore(world: ManagerWorld, manager: string): void {
  const { files, links } = world.system;
  const store = storeFolder(world, manager);
  if (files.stat(store) === undefined) return;
  const used = new Set(linkedTools(world, manager).map(({ link }) => links.read(link)));
  for (const { name } of files.list(store)) {
    const folder = join(store, name);
    if (!used.has(folder)) setAside(world, folder, 'left over by a run that was ended');
  }
}

function linkedTools(
  { system, paths }: Pick<ManagerWorld, 'system' | 'paths'>,
  manager: string,
): readonly { readonly tool: string; readonly link: string }[] {
  const { files } = system;
  const root = join(paths.tools, manager);
  if (files.stat(root)?.kind !== 'folder') return [];
  return files.list(root).flatMap(({ name, kind }) => {
    if (kind === 'link') return [{ tool: name, link: join(root, name) }];
    // A scope of npm is a folder of links.
    if (kind !== 'folder' || !name.startsWith('@')) return [];
    return files
      .list(join(root, name))
      .filter((inner) => inner.kind === 'link')
      .map((inner) => ({ tool: `${name}/${inner.name}`, link: join(root, name, inner.name) }));
  });
}

function setAside({ system, paths, config }: ManagerWorld, path: string, reason: string): void {
  quarantine(system, paths, config, { path, kind: 'cache', reason });
}
