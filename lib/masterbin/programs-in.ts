import { join } from 'node:path';
import { isProgram, windowsPrograms } from '../system/is-program';
import type { SourceFacts } from './source';

/** Programs lying in a folder by the name they are called by, sorted; none when the folder does not exist. */
export function programsIn(
  { files, machine }: SourceFacts['system'],
  folder: string,
): readonly { readonly name: string; readonly target: string }[] {
  const real = files.realPath(folder);
  if (real === undefined || files.stat(real)?.kind !== 'folder') return [];
  return files.list(folder).flatMap(({ name }) => {
    const target = join(folder, name);
    if (name.startsWith('.') || name.startsWith('-')) return [];
    if (machine.os === 'win32') {
      return windowsPrograms.test(name) ? [{ name: name.replace(windowsPrograms, ''), target }] : [];
    }
    return isProgram({ files, machine }, target) ? [{ name, target }] : [];
  });
}

/** Names of the folders in a folder, also behind links; none when it does not exist. */
export function foldersIn({ files }: Pick<SourceFacts['system'], 'files'>, folder: string): readonly string[] {
  const real = files.realPath(folder);
  if (real === undefined || files.stat(real)?.kind !== 'folder') return [];
  return files
    .list(folder)
    .filter(({ name, kind }) => kind === 'folder' || (kind === 'link' && leadsToFolder(files, join(folder, name))))
    .map(({ name }) => name);
}

function leadsToFolder(files: SourceFacts['system']['files'], path: string): boolean {
  const real = files.realPath(path);
  return real !== undefined && files.stat(real)?.kind === 'folder';
}

/** A JSON file as data; undefined when it does not exist or is no JSON: then its tool offers nothing. */
export function readJson({ files }: Pick<SourceFacts['system'], 'files'>, path: string): unknown {
  if (files.stat(path) === undefined) return undefined;
  // What cannot be read at all is told.
  const text = files.readText(path);
  try {
    return JSON.parse(text);
  } catch {
    // Half an install, or a file of something else.
    return undefined;
  }
}

/** A field of an object of unknown shape. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
