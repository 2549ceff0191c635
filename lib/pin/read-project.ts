import { join } from 'node:path';
import type { StackError } from '../kernel/fault';
import type { System } from '../system/port';
import type { InstalledTool, ManagerWorld, ToolProgram } from './manager';
import { readOr } from './read-or';

/** What lies in a built project. */
export interface BuiltProject {
  readonly version: string;
  /** Programs by name, relative to the project. */
  readonly programs: readonly ToolProgram[];
}

/** Why a project is not whole, in a few words. */
export interface Flaw {
  readonly flaw: string;
}

/** How one manager reads a project of its own. It may throw faults of the file system (506): what cannot be read is not whole either. */
export type ReadProject = (system: System, folder: string, tool: string) => BuiltProject | Flaw;

/**
 * Private projects: `<tools>/<manager>/<tool>` is a link to a folder in `<tools>/<manager>/.store`, one per installed version. A new version
 * is built in a fresh folder there, so nothing is touched that works, and the link is pointed to it in one step.
 */
export function projectLink({ paths }: Pick<ManagerWorld, 'paths'>, manager: string, tool: string): string {
  return join(paths.tools, manager, ...tool.split('/'));
}

/**
 * Every private project of one manager that is whole; what damages one of them is no reason to be silent about the others.
 * @throws faults of the file system (506) where the folder of all of them cannot be read.
 */
export function listProjects(world: ManagerWorld, manager: string, read: ReadProject): readonly InstalledTool[] {
  return linkedTools(world, manager, () => []).flatMap(({ tool, link }): readonly InstalledTool[] => {
    const built = readOr(() => read(world.system, link, tool), toFlaw);
    if ('flaw' in built) return [];
    const programs = built.programs.map(({ name, path }) => ({ name, path: join(link, path) }));
    return [{ tool, version: built.version, owner: 'ours', folder: link, programs }];
  });
}

/** Why the private project of a tool is not whole; undefined where it is, and where there is none. */
export function flawOfProject(
  world: ManagerWorld,
  manager: string,
  read: ReadProject,
  tool: string,
): string | undefined {
  const { system } = world;
  const link = projectLink(world, manager, tool);
  const found = readOr(() => {
    const entry = system.files.stat(link);
    if (entry === undefined) return undefined;
    return entry.kind === 'link' ? read(system, link, tool) : { flaw: `${link} is no link of ours` };
  }, toFlaw);
  return found !== undefined && 'flaw' in found ? found.flaw : undefined;
}

/** Text of a file in the private project of a tool; undefined where there is none, and where it cannot be read: it says nothing then. */
export function textInProject(world: ManagerWorld, manager: string, tool: string, name: string): string | undefined {
  const { files } = world.system;
  const path = join(projectLink(world, manager, tool), name);
  return readOr(
    () => (files.stat(path) === undefined ? undefined : files.readText(path)),
    () => undefined,
  );
}

function toFlaw({ message }: StackError): Flaw {
  return { flaw: message };
}

interface LinkedTool {
  readonly tool: string;
  readonly link: string;
}

/** The links of all tools of a manager. @param refused what stands for a scope of npm that cannot be read. */
export function linkedTools(
  { system, paths }: Pick<ManagerWorld, 'system' | 'paths'>,
  manager: string,
  refused: (fault: StackError) => readonly LinkedTool[],
): readonly LinkedTool[] {
  const { files } = system;
  const root = join(paths.tools, manager);
  if (files.stat(root)?.kind !== 'folder') return [];
  return files.list(root).flatMap(({ name, kind }) => {
    if (kind === 'link') return [{ tool: name, link: join(root, name) }];
    // A scope of npm is a folder of links.
    if (kind !== 'folder' || !name.startsWith('@')) return [];
    const scoped = (): readonly LinkedTool[] =>
      files
        .list(join(root, name))
        .filter((inner) => inner.kind === 'link')
        .map((inner) => ({ tool: `${name}/${inner.name}`, link: join(root, name, inner.name) }));
    return readOr(scoped, refused);
  });
}
