import { dirname, join } from 'node:path';
import { isInside, type Config, type OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { Catalogue } from './catalogue';
import { isExcluded, type FoundCache } from './find';
import { originMark } from './target';

/**
 * Caches of ours in whose place nothing lies: a run was killed after it had moved the original away and before it made the link, or
 * something removed the link since. The notes beside the targets say where links belong.
 */
export function findLost(
  system: System,
  paths: OwnedPaths,
  config: Config,
  catalogue: Catalogue,
): readonly FoundCache[] {
  const { files } = system;
  const excluded = isExcluded(config, system.machine.home);
  return notesBelow(system, paths.central).flatMap((note): readonly FoundCache[] => {
    const { project, pattern, tool } = readNote(files.readText(note));
    const path = join(project, pattern);
    const kind = (catalogue.get(pattern.split('/')[0] ?? '') ?? []).find(
      (each) => each.pattern === pattern && each.tool === tool && each.link,
    );
    const known = kind !== undefined && paths.workspaces.some((root) => isInside(path, root)) && !excluded(path);
    if (!known || files.stat(path) !== undefined || files.stat(dirname(path))?.kind !== 'folder') return [];
    return [{ kind, path, project, is: 'missing' }];
  });
}

function notesBelow({ files }: System, central: string): readonly string[] {
  if (files.stat(central)?.kind !== 'folder') return [];
  const tools = files.list(central).filter(({ kind }) => kind === 'folder');
  return tools.flatMap(({ name: tool }) =>
    files
      .list(join(central, tool))
      .filter(({ name, kind }) => kind === 'file' && name.endsWith(originMark))
      .map(({ name }) => join(central, tool, name)),
  );
}

/** A note that is damaged says nothing. */
function readNote(text: string): { readonly project: string; readonly pattern: string; readonly tool: string } {
  try {
    const note: unknown = JSON.parse(text);
    if (typeof note === 'object' && note !== null && 'project' in note && 'pattern' in note && 'tool' in note) {
      const { project, pattern, tool } = note;
      if (typeof project === 'string' && typeof pattern === 'string' && typeof tool === 'string')
        return { project, pattern, tool };
    }
  } catch {
    // Cut off or edited: the link is made again when its tool has made a folder there.
  }
  return { project: '', pattern: '', tool: '' };
}
