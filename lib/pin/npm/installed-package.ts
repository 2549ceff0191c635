import { join } from 'node:path';
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

/** The same in a private project, where it is called through the folder in which npm links the programs. */
export function readLinkedPackage(system: System, root: string, tool: string): BuiltProject | Flaw {
  const built = readInstalledPackage(system, root, tool);
  if ('flaw' in built || system.machine.os === 'win32') return built;
  const link = ({ name }: ToolProgram): string => join('node_modules', '.bin', name);
  const links = built.programs.map(link);
  const lost = links.find((path) => system.files.realPath(join(root, path)) === undefined);
  if (lost !== undefined) return { flaw: `${lost} is gone` };
  const closed = links.find((path) => !isProgram(system, join(root, path)));
  return closed === undefined ? built : { flaw: `${closed} is no program that can be started` };
}

function programsOf({ machine }: System, manifest: object, tool: string, inside: string): readonly ToolProgram[] {
  const bin: unknown = 'bin' in manifest ? manifest.bin : undefined;
  return [...binsOf(tool, bin)].map(([name, file]) => {
    // Windows cannot start a script itself: npm puts a .cmd beside it.
    const path = machine.os === 'win32' ? join('node_modules', '.bin', `${name}.cmd`) : join(inside, file);
    return { name, path };
  });
}
