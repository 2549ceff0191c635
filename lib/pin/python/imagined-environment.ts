import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import type { FileWriter } from '../../system/ports/files';
import type { ManagerWorld } from '../manager';
import { pretendedTree } from '../pretended-tree';
import type { LockedPackage, LockedTree } from '../manager';
import { renderRequirements } from './requirements';

export interface ImaginedTool {
  readonly tool: string;
  readonly version: string;
  /** The private project, and the folder of environments in it. */
  readonly folder: string;
  readonly environments: string;
  readonly packages: readonly LockedPackage[];
  /** Files of the programs of the version that is there; none: one like the tool is taken for granted. */
  readonly installed: readonly string[];
  /** The file in which the manager notes what it installed, and its text for programs of these names. */
  readonly note: readonly [file: string, text: (programs: readonly string[]) => string];
}

/** The tree of a tool that no index was asked for. */
export function pretendedPackages(tool: string, version: string): LockedTree {
  return pretendedTree(tool, version, foldedName(tool), renderRequirements);
}

/** What a manager would leave of a tool written in Python, for a dry run. Which programs it brings is in its wheel. */
export function imagineTool(files: FileWriter, { system }: ManagerWorld, imagined: ImaginedTool): void {
  const { tool, version, folder, environments, note } = imagined;
  const environment = join(folder, environments, foldedName(tool));
  const isWindows = system.machine.os === 'win32';
  const likely = isWindows ? `${tool}.exe` : tool;
  const programs = imagined.installed.length === 0 ? [likely] : imagined.installed;
  const own = join(environment, isWindows ? 'Scripts' : 'bin');
  const site = join(environment, ...(isWindows ? ['Lib'] : ['lib', 'python3']), 'site-packages');
  for (const place of [own, site, join(folder, 'bin')]) files.makeFolder(place);
  const exposed = programs.flatMap((program) => [join(own, program), join(folder, 'bin', program)]);
  for (const path of [join(own, isWindows ? 'python.exe' : 'python'), ...exposed])
    files.write(path, '', { mode: 0o755 });
  for (const { key, version: locked } of [...imagined.packages, { key: foldedName(tool), version }])
    files.makeFolder(join(site, `${key}-${locked}.dist-info`));
  files.write(join(environment, 'pyvenv.cfg'), '');
  const [file, text] = note;
  files.write(join(environment, file), text(programs));
}
