import { chmodSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { changing, errnoOf } from '../errno';
import { fileExists, fileMissing, wrongKind } from '../faults';
import type { FileWriter } from '../ports/files';
import { moveOverVolumes } from './move-over-volumes';
import { syncFolder, writeWhole } from './write-file';

/** The changing half of the files port over node:fs. */
export const realWriter: FileWriter = {
  write: writeWhole,
  makeFolder: (path, mode = 0o755) => {
    const present = lstatSync(path, { throwIfNoEntry: false });
    if (present !== undefined && !present.isDirectory()) throw wrongKind({ path, expected: 'a folder' });
    if (present === undefined) changing(path, () => mkdirSync(path, { recursive: true, mode }));
  },
  move: (from, to) => {
    if (lstatSync(from, { throwIfNoEntry: false }) === undefined) throw fileMissing({ path: from });
    // rename() silently replaces files and empty folders, so the destination is looked at first.
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) throw fileExists({ path: to });
    changing(to, () => {
      try {
        renameSync(from, to);
        syncFolder(dirname(to));
        syncFolder(dirname(from));
      } catch (error) {
        if (errnoOf(error) !== 'EXDEV') throw error;
        moveOverVolumes(from, to);
      }
    });
  },
  remove: (path) => {
    const present = lstatSync(path, { throwIfNoEntry: false });
    if (present === undefined) throw fileMissing({ path });
    changing(path, () => {
      if (present.isDirectory()) rmdirSync(path);
      else unlinkSync(path);
    });
  },
  removeTree: (path) => {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) throw fileMissing({ path });
    changing(path, () => {
      rmSync(path, { recursive: true });
    });
  },
  setMode: (path, mode) => {
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw wrongKind({ path, expected: 'a file or folder' });
    changing(path, () => {
      chmodSync(path, mode);
    });
  },
};
