import { join } from 'node:path';
import type { System } from '../../system/port';
import type { ToolProgram } from '../manager';
import type { BuiltProject } from '../project';
import { asText, readObject } from '../read-json';
import { binsOf } from './bins';

/** A package in a node_modules folder, with its programs relative to `root`; undefined when it or one of its programs is missing. */
export function readInstalledPackage(system: System, root: string, tool: string): BuiltProject | undefined {
  const inside = join('node_modules', ...tool.split('/'));
  const manifest = readObject(system, join(root, inside, 'package.json'));
  const version = asText(manifest?.['version']);
  if (manifest === undefined || version === undefined) return undefined;
  const programs = programsOf(system, manifest, tool, inside);
  const whole = programs.every(({ path }) => system.files.realPath(join(root, path)) !== undefined);
  return whole ? { version, programs } : undefined;
}

/** The same in a private project, where it is called through the folder in which npm links the programs. */
export function readLinkedPackage(system: System, root: string, tool: string): BuiltProject | undefined {
  const built = readInstalledPackage(system, root, tool);
  const linked = ({ name }: ToolProgram): boolean =>
    system.machine.os === 'win32' || system.files.realPath(join(root, 'node_modules', '.bin', name)) !== undefined;
  return built?.programs.every(linked) === true ? built : undefined;
}

function programsOf({ machine }: System, manifest: object, tool: string, inside: string): readonly ToolProgram[] {
  const bin: unknown = 'bin' in manifest ? manifest.bin : undefined;
  return [...binsOf(tool, bin)].map(([name, file]) => {
    // Windows cannot start a script itself: npm puts a .cmd beside it.
    const path = machine.os === 'win32' ? join('node_modules', '.bin', `${name}.cmd`) : join(inside, file);
    return { name, path };
  });
}
