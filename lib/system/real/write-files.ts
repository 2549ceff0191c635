import { chmodSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from '../../kernel/errno';
import { changing } from '../errno';
import { fileExists, fileMissing, wrongKind } from '../faults';
import { kindOfMode } from '../mode-kind';
import type { FileWriter } from '../ports/files';
import { changeFiles } from './change-files';
import { look } from './look';
import { makeFolders } from './make-folders';
import { freePlace, placeOfLink } from './place';
import { removeTree } from './remove-tree';
import { syncFolder, writeWhole } from './write-file';

/** The changing half of the files port over node:fs. */
export const realWriter: FileWriter = {
  write: writeWhole,
  makeFolder: (path, mode = 0o755) => {
    const present = look(path);
    if (present !== undefined && kindOfMode(present.mode) !== 'folder') throw wrongKind({ path, expected: 'a folder' });
    if (present === undefined)
      changing(path, () => {
        makeFolders(path, mode);
      });
  },
  move: (from, to, { overLink = false } = {}) => {
    if (look(from) === undefined) throw fileMissing({ path: from });
    const there = look(to);
    const isOverLink = overLink && there?.isSymbolicLink() === true;
    // rename() silently replaces empty folders, so the destination is looked at first.
    if (there !== undefined && !isOverLink) throw fileExists({ path: to });
    changing(to, () => {
      const place = isOverLink ? placeOfLink(to) : freePlace(to);
      try {
        place.enter(from);
        syncFolder(dirname(to));
        syncFolder(dirname(from));
      } catch (error) {
        if (errnoOf(error) !== 'EXDEV') throw error;
        const { moveOverVolumes } = require('./move-over-volumes') as typeof import('./move-over-volumes');
        moveOverVolumes(from, to, place);
      }
    });
  },
  remove: (path) => {
    const present = look(path);
    if (present === undefined) throw fileMissing({ path });
    changing(path, () => {
      if (present.isDirectory()) rmdirSync(path);
      else unlinkSync(path);
    });
  },
  removeTree: (path) => {
    if (look(path) === undefined) throw fileMissing({ path });
    changing(path, () => {
      removeTree(path);
    });
  },
  setMode: (path, mode) => {
    if (look(path)?.isSymbolicLink() === true) throw wrongKind({ path, expected: 'a file or folder' });
    changing(path, () => {
      chmodSync(path, mode);
    });
  },
  changeMany: changeFiles,
};
