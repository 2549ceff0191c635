import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { isStackError } from '../kernel/fault';
import type { System } from '../system/port';

/** A repository that a project lies in. */
export interface Repository {
  readonly root: string;
  /** The folder that holds `info/exclude`; for a worktree the one of its main repository. */
  readonly gitFolder: string;
}

/** The nearest repository at or above a folder, not above the workspace. */
export function findRepository({ files }: System, folder: string, workspace: string): Repository | undefined {
  for (let root = folder; ; root = dirname(root)) {
    const entry = files.stat(join(root, '.git'));
    if (entry?.kind === 'folder') return { root, gitFolder: join(root, '.git') };
    if (entry?.kind === 'file') {
      const gitFolder = readPointer(files.read(join(root, '.git')).toString('utf8'), root);
      return gitFolder === undefined || files.stat(gitFolder) === undefined
        ? undefined
        : { root, gitFolder: commonFolder(files, gitFolder) };
    }
    if (root === workspace || dirname(root) === root) return undefined;
  }
}

function readPointer(text: string, folder: string): string | undefined {
  const [, path] = /^gitdir: (.+?)\s*$/m.exec(text) ?? [];
  if (path === undefined) return undefined;
  return isAbsolute(path) ? path : join(folder, path);
}

function commonFolder(files: System['files'], gitFolder: string): string {
  const file = join(gitFolder, 'commondir');
  if (files.stat(file) === undefined) return gitFolder;
  const path = files.readText(file).trim();
  return isAbsolute(path) ? path : join(gitFolder, path);
}

/** Of the given folders those in which git tracks files: replacing one by a link would show all of them as deleted. Undefined: git could not say. */
export async function trackedFolders(
  system: System,
  { root }: Repository,
  folders: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  try {
    const names = folders.map((folder) => relative(root, folder));
    // A name that begins with a colon, or holds a star, would be a pattern of git's.
    const args = ['--literal-pathspecs', '-C', root, 'ls-files', '-z', '--', ...names];
    const { stdout } = await system.processes.run('git', args, { timeoutMs: 30_000 });
    const tracked = stdout.split('\0').filter((name) => name !== '');
    return new Set(
      folders.filter((folder, index) => tracked.some((name) => name.startsWith(`${names[index] ?? folder}/`))),
    );
  } catch (error) {
    if (!isStackError(error)) throw error;
    return undefined;
  }
}

/** True when an ignore file names the folder without a slash at its end: such a line covers a link too, one with a slash does not. */
export function isLinkIgnored({ files }: System, { root, gitFolder }: Repository, path: string): boolean {
  const name = basename(path);
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const anchored = lineFor({ root: folder }, path);
    if (ignores(files, join(folder, '.gitignore'), [name, anchored, `**/${name}`])) return true;
    if (folder === root || dirname(folder) === folder) break;
  }
  return ignores(files, join(gitFolder, 'info', 'exclude'), [name, lineFor({ root }, path)]);
}

function ignores(files: System['files'], file: string, lines: readonly string[]): boolean {
  if (files.stat(file)?.kind !== 'file') return false;
  return files
    .read(file)
    .toString('utf8')
    .split('\n')
    .some((line) => lines.includes(line.trim()));
}

const blockId = 'enforce';

/** Adds lines to our block in the repository's own exclude file, which is never committed. */
export function excludeLinks(system: System, repository: Repository, paths: readonly string[]): void {
  const block = { path: join(repository.gitFolder, 'info', 'exclude'), id: blockId };
  const present = readLines(system, block);
  const wanted = paths
    .filter((path) => !isLinkIgnored(system, repository, path))
    .map((path) => lineFor(repository, path));
  const lines = [...new Set([...present, ...wanted])].sort();
  if (lines.length > present.length) system.environment.writeBlock(block, lines.join('\n'));
}

/** Takes the line of one link out of our block, and the block away when it was the last. */
export function includeLink(system: System, repository: Repository, path: string): void {
  const block = { path: join(repository.gitFolder, 'info', 'exclude'), id: blockId };
  const present = readLines(system, block);
  const rest = present.filter((line) => line !== lineFor(repository, path));
  if (rest.length === present.length) return;
  if (rest.length === 0) system.environment.removeBlock(block);
  else system.environment.writeBlock(block, rest.join('\n'));
}

/** An ignore line that means this very path: signs of a pattern in its name are taken as they are. */
function lineFor({ root }: Pick<Repository, 'root'>, path: string): string {
  return `/${relative(root, path)
    .replaceAll(/[\\*?[\]]/g, '\\$&')
    .replace(/ $/, '\\ ')}`;
}

function readLines({ environment }: System, block: { readonly path: string; readonly id: string }): readonly string[] {
  return (environment.readBlock(block) ?? '').split('\n').filter((line) => line !== '');
}
