import { dirname, join, relative } from 'node:path';
import { isProgram } from '../../system/is-program';
import type { System } from '../../system/port';
import type { ToolProgram } from '../manager';
import { asText, readObject } from '../read-json';
import type { BuiltProject, Flaw } from '../read-project';
import { binsOf } from './bins';

/** A package in a node_modules folder, with its programs relative to `root`. */
export function readInstalledPackage(system: System, root: string, tool: string): BuiltProject | Flaw {
  const inside = join('node_modules', ...tool.split('/'));
  const path = join(inside, 'package.json');
  const manifest = readObject(system, join(root, path));
  const version = asText(manifest?.['version']);
  if (manifest === undefined) return { flaw: `${path} is gone or damaged` };
  if (version === undefined) return { flaw: `${path} names no version` };
  const programs = programsOf(system, manifest, tool, inside);
  const lost = programs.find((program) => system.files.realPath(join(root, program.path)) === undefined);
  return lost === undefined ? { version, programs } : { flaw: `${lost.path} is gone` };
}

/**
 * The same in a private project, where it is called through the folder in which npm links the programs: those of all packages, and of two with
 * one name not always the tool's own.
 */
export function readLinkedPackage(system: System, root: string, tool: string): BuiltProject | Flaw {
  const built = readInstalledPackage(system, root, tool);
  if ('flaw' in built || system.machine.os === 'win32') return built;
  const wrong = built.programs.find((program) => !isLinked(system, root, program));
  const closed = built.programs.find(({ path }) => !isProgram(system, join(root, path)));
  if (wrong === undefined)
    return closed === undefined ? built : { flaw: `${linkOf(closed)} is no program that can be started` };
  const link = linkOf(wrong);
  const isGone = system.files.realPath(join(root, link)) === undefined;
  return { flaw: isGone ? `${link} is gone` : `${link} leads to another program` };
}

/** Has the names of a tool's programs lead to its own ones where npm linked those of a package that it needs. */
export function linkOwnPrograms(system: System, root: string, tool: string): void {
  const built = readInstalledPackage(system, root, tool);
  if ('flaw' in built || system.machine.os === 'win32') return;
  for (const program of built.programs) {
    const link = join(root, linkOf(program));
    if (system.links.read(link) === undefined || isLinked(system, root, program)) continue;
    system.links.retarget(link, relative(dirname(link), join(root, program.path)));
  }
}

function linkOf({ name }: ToolProgram): string {
  return join('node_modules', '.bin', name);
}

function isLinked({ files }: System, root: string, program: ToolProgram): boolean {
  return files.realPath(join(root, linkOf(program))) === files.realPath(join(root, program.path));
}

function programsOf({ machine }: System, manifest: object, tool: string, inside: string): readonly ToolProgram[] {
  const bin: unknown = 'bin' in manifest ? manifest.bin : undefined;
  return [...binsOf(tool, bin)].map(([name, file]) => {
    // Windows cannot start a script itself: npm puts a .cmd beside it.
    const path = machine.os === 'win32' ? join('node_modules', '.bin', `${name}.cmd`) : join(inside, file);
    return { name, path };
  });
}
