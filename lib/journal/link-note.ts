import { inFolder } from '../system/in-folder';
import type { FileReader } from '../system/ports/files';

/** Where it is noted that a link makes room: see `link-away.ts`. */
export function linkNote(folder: string): string {
  return inFolder(folder, 'link-away.json');
}

/** The one look that every command takes: nearly always nothing is there, and then nothing more is loaded. */
export function hasLinkNote(files: Pick<FileReader, 'stat'>, folder: string): boolean {
  return files.stat(linkNote(folder)) !== undefined;
}
