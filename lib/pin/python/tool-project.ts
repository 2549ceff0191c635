import { basename, join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { isProgram } from '../../system/is-program';
import type { System } from '../../system/port';
import type { InstalledTool, InstallRequest, LockedPackage, LockedTree, Manager, ManagerWorld } from '../manager';
import { listedLink } from '../listed-link';
import { installProject, removeProject } from '../project';
import { readOr } from '../read-or';
import { flawOfProject, listProjects, textInProject, type ReadProject } from '../read-project';
import { addedPackages } from './added-packages';
import { driftedPackages, exposedPrograms, flawOfPython, installedPackages } from './environment';
import { damagedFiles, noteUnrecorded } from './recorded-files';
import { readRequiredTree, readRequirements, renderRequirements } from './requirements';

/** The lock of a project: a requirements file with the hashes that are allowed. */
export const lockName = 'requirements.lock';

/** Keys of packages that the lock names and the tool does not need here, a line each. Absent where it needs all. */
const unneededName = 'unneeded.txt';

type Shared = Pick<
  Manager,
  | 'scheme'
  | 'toolPattern'
  | 'foldsNames'
  | 'listInstalled'
  | 'flawOf'
  | 'readLock'
  | 'driftOf'
  | 'damagedFiles'
  | 'addedOf'
  | 'renderTree'
  | 'remove'
>;

export interface PythonProjects {
  /** As `installProject`, in the place of the project that is there, however its name is spelled. */
  readonly install: (
    world: ManagerWorld,
    request: InstallRequest,
    build: (folder: string) => Promise<void>,
  ) => Promise<InstalledTool>;
  /** The virtual environment in the folder of a project. */
  readonly environmentOf: (folder: string, tool: string) => string;
  /** The link of a private project. */
  readonly linkOf: (world: ManagerWorld, tool: string) => string;
  /** Files of the programs of the version that is there, in its environment; none where its note does not tell. */
  readonly programsOf: (world: ManagerWorld, tool: string) => readonly string[];
  /** What of its lock a tool needs on this machine. */
  readonly neededOf: (world: ManagerWorld, tool: string) => readonly LockedPackage[];
  /** Notes in a project that was just installed which packages of the lock in it are not needed, and of which files the metadata tells another size. */
  readonly noteInstalled: (system: System, folder: string, tool: string) => void;
  /** What is the same for every manager that keeps such projects. */
  readonly shared: Shared;
}

/** The file in an environment in which its manager notes what it installed. */
export interface ManagerNote {
  readonly file: string;
  /** Names of the tool's programs in the folder of programs of the environment; none where the text is damaged. */
  readonly programsOf: (text: string) => readonly string[];
  /** Folded names of what the user had the manager put beside the tool; none where the text is damaged. */
  readonly addedOf: (text: string) => readonly string[];
  /** Folded names of what the manager puts into every environment without being asked. */
  readonly brings: readonly string[];
}

/**
 * Projects of tools written in Python, whoever makes them: `<environments>/<tool>` is a virtual environment, its programs are exposed in `bin`,
 * and the lock lies beside both.
 */
export function pythonProjects(manager: string, environments: string, note: ManagerNote): PythonProjects {
  const environmentOf = (folder: string, tool: string): string => join(folder, environments, foldedName(tool));
  const read: ReadProject = (system, folder, tool) => {
    const environment = environmentOf(folder, tool);
    const ofPython = flawOfPython(system, environment);
    if (ofPython !== undefined) return { flaw: ofPython };
    const version = installedPackages(system, environment).get(foldedName(tool));
    if (version === undefined) return { flaw: 'its environment does not hold it' };
    const ofNote = flawOfNote(system, folder, join(environments, foldedName(tool)), note);
    if (ofNote !== undefined) return { flaw: ofNote };
    const programs = exposedPrograms(system, folder, 'bin');
    return programs === undefined ? { flaw: 'a program of it is gone' } : { version, programs };
  };
  /** A tool whose name the config spells otherwise now is where it was installed. */
  const spelled = (world: ManagerWorld, tool: string): string => basename(listedLink(world, manager, tool));
  const linkOf: PythonProjects['linkOf'] = (world, tool) => listedLink(world, manager, tool);
  const lockOf = (world: ManagerWorld, tool: string): LockedTree | undefined => {
    const text = textInProject(world, manager, spelled(world, tool), lockName);
    return text === undefined ? undefined : readRequiredTree(text, tool);
  };
  const neededOf: PythonProjects['neededOf'] = (world, tool) => {
    const unneeded = textInProject(world, manager, spelled(world, tool), unneededName)?.split('\n') ?? [];
    return lockOf(world, tool)?.packages.filter(({ key }) => !unneeded.includes(key)) ?? [];
  };
  // A lock may come from another platform or python, and which packages this one needs its installer knows alone: what it left out is no drift.
  const noteInstalled: PythonProjects['noteInstalled'] = (system, folder, tool) => {
    const environment = environmentOf(folder, tool);
    const installed = installedPackages(system, environment);
    const locked = readRequirements(system.files.readText(join(folder, lockName)));
    const left = locked.filter(({ key }) => !installed.has(key));
    if (left.length > 0)
      system.files.write(join(folder, unneededName), left.map(({ key }) => `${key}\n`).join(''), { mode: 0o600 });
    noteUnrecorded(system, { root: folder, environment, keys: keysOf(locked) });
  };
  const noteOf = (world: ManagerWorld, tool: string): string =>
    textInProject(world, manager, spelled(world, tool), join(environments, foldedName(tool), note.file)) ?? '';
  const byHand = (world: ManagerWorld, tool: string): readonly string[] => note.addedOf(noteOf(world, tool));
  const programsOf: PythonProjects['programsOf'] = (world, tool) => note.programsOf(noteOf(world, tool));
  const shared: Shared = {
    scheme: 'pep440',
    toolPattern: '^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$',
    foldsNames: true,
    listInstalled: (world) => listProjects(world, manager, read),
    flawOf: (world, tool) => flawOfProject(world, manager, read, spelled(world, tool)),
    readLock: lockOf,
    driftOf: (world, tool) => {
      const environment = environmentOf(linkOf(world, tool), tool);
      const lock = lockOf(world, tool);
      const known = { brings: note.brings, byHand: byHand(world, tool) };
      const added = lock === undefined ? [] : addedPackages(world.system, environment, lock.packages, known);
      return [...new Set([...driftedPackages(world.system, environment, neededOf(world, tool)), ...added])];
    },
    damagedFiles: (world, tool) => {
      const root = linkOf(world, tool);
      const keys = keysOf(neededOf(world, tool));
      return damagedFiles(world.system, { root, environment: environmentOf(root, tool), keys });
    },
    addedOf: (world, tool) => {
      const names = byHand(world, tool);
      if (names.length === 0) return [];
      const locked = lockOf(world, tool)?.packages ?? [];
      const environment = environmentOf(linkOf(world, tool), tool);
      // Of what cannot be read nobody knows what it holds, and it is to be repaired all the same.
      const installed = readOr(
        () => installedPackages(world.system, environment),
        () => new Map<string, string>(),
      );
      return names.filter((name) => installed.has(name) && !locked.some(({ key }) => key === name));
    },
    // What a package of Python needs may depend on platform and python.
    renderTree: renderRequirements,
    remove: (world, tool) => {
      removeProject(world, manager, spelled(world, tool));
      return Promise.resolve();
    },
  };
  const install: PythonProjects['install'] = async (world, request, build) => {
    const own = { ...request, tool: spelled(world, request.tool) };
    return {
      ...(await installProject(world, { name: manager, scheme: 'pep440' }, own, read, build)),
      tool: request.tool,
    };
  };
  return { install, environmentOf, linkOf, programsOf, neededOf, noteInstalled, shared };
}

function keysOf(packages: readonly LockedPackage[]): ReadonlySet<string> {
  return new Set(packages.map(({ key }) => key));
}

/** The wrappers are made by this note: without it, or with a program that cannot be started, the tool would have none. */
function flawOfNote(system: System, folder: string, environment: string, note: ManagerNote): string | undefined {
  const { files, machine } = system;
  const path = join(environment, note.file);
  const isThere = files.stat(join(folder, path)) !== undefined;
  const names = isThere ? note.programsOf(files.readText(join(folder, path))) : [];
  if (names.length === 0) return `${path} names no program`;
  const bin = join(environment, machine.os === 'win32' ? 'Scripts' : 'bin');
  const lost = names.map((name) => join(bin, name)).find((program) => !isProgram(system, join(folder, program)));
  return lost === undefined ? undefined : `${lost} is no program that can be started`;
}
