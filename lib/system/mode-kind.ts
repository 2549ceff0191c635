import type { Entry } from './ports/files';

/** The bits that say what lies there: the same on every system, Windows included. */
const kindBits = 0o170000;

/** What lies there, by the mode of its `Stats`. Node asks one of seven functions for each kind, which takes a small run longer than a file. */
export function kindOfMode(mode: number): Entry['kind'] {
  switch (mode & kindBits) {
    case 0o100000:
      return 'file';
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'link';
    default:
      return 'other';
  }
}

/** A terminal, or another device that is read letter by letter. */
export function isCharacterDevice(mode: number): boolean {
  return (mode & kindBits) === 0o020000;
}
