import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { isProgram } from '../../system/is-program';
import type { System } from '../../system/port';
import type { LockedTree, Manager, ManagerWorld } from '../manager';
import { removeProject } from '../project';
import { flawOfProject, listProjects, projectLink, textInProject, type ReadProject } from '../read-project';
import { driftedPackages, exposedPrograms, flawOfPython, installedPackages } from './environment';
import { readRequiredTree, renderRequirements } from './requirements';

/** The lock of a project: a requirements file with the hashes that are allowed. */
export const lockName = 'requirements.lock';

type Shared = Pick<
  Manager,
  | 'scheme'
  | 'toolPattern'
  | 'foldsNames'
  | 'listInstalled'
  | 'flawOf'
  | 'readLock'
  | 'driftOf'
  | 'renderTree'
  | 'remove'
>;

export interface PythonProjects {
  readonly read: ReadProject;
  readonly lockOf: (world: ManagerWorld, tool: string) => LockedTree | undefined;
  /** What is the same for every manager that keeps such projects. */
  readonly shared: Shared;
}

/** The file in an environment in which its manager notes what it installed. */
export interface ManagerNote {
  readonly file: string;
  /** Names of the tool's programs in the folder of programs of the environment; none where the text is damaged. */
  readonly programsOf: (text: string) => readonly string[];
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
  const lockOf: PythonProjects['lockOf'] = (world, tool) => {
    const text = textInProject(world, manager, tool, lockName);
    return text === undefined ? undefined : readRequiredTree(text, tool);
  };
  const shared: Shared = {
    scheme: 'pep440',
    toolPattern: '^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$',
    foldsNames: true,
    listInstalled: (world) => listProjects(world, manager, read),
    flawOf: (world, tool) => flawOfProject(world, manager, read, tool),
    readLock: lockOf,
    driftOf: (world, tool) => {
      const environment = environmentOf(projectLink(world, manager, tool), tool);
      return driftedPackages(world.system, environment, lockOf(world, tool)?.packages ?? []);
    },
    // What a package of Python needs may depend on platform and python.
    renderTree: renderRequirements,
    remove: (world, tool) => {
      removeProject(world, manager, tool);
      return Promise.resolve();
    },
  };
  return { read, lockOf, shared };
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
