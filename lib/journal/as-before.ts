import type { System } from '../system/port';
import type { Before } from './entry';

/** True when at the path lies what lay there before the step. */
export function isAsBefore({ files, links, hash }: System, path: string, before: Before): boolean {
  const now = files.stat(path);
  switch (before.was) {
    case 'absent':
      return now === undefined;
    case 'file':
      return now?.kind === 'file' && now.mode === before.mode && hash.file(path) === before.sha256;
    case 'folder':
      return now?.kind === 'folder' && now.mode === before.mode;
    case 'link':
      return links.read(path) === before.target;
    case 'other':
      return now?.kind === 'other';
  }
}
