import { rmSync, unlinkSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { assertSeen } from '../as-seen';
import { changing } from '../errno';
import { fileMissing, wrongKind } from '../faults';
import type { FileChange } from '../ports/files';
import { look } from './look';
import { assertAsSeen, takePlace } from './take-place';
import { realReader } from './read-files';
import { readBack, syncFolder, temporaryName, writeNew } from './write-file';

/** A file that lies ready under its temporary name. */
interface Staged {
  readonly path: string;
  readonly temporary: string;
  readonly bytes: Buffer;
}

/**
 * Many files at once. All new contents are on the disk under temporary names before the first rename, so an error until then changes nothing,
 * and each folder is flushed once and not once per file.
 */
export function changeFiles(changes: readonly FileChange[]): void {
  const folders = new Set(changes.map(({ path }) => dirname(path)));
  const olds = changes.map(checkKind);
  const staged = new Map<string, Staged>();
  try {
    for (const [index, change] of changes.entries()) {
      if (change.kind === 'write')
        staged.set(change.path, stage(change.path, change.content, change.mode, olds[index]));
    }
    for (const [index, { path }] of changes.entries()) {
      const ready = staged.get(path);
      changing(path, () => {
        if (ready !== undefined) takePlace(ready.temporary, path, olds[index]);
        else {
          assertAsSeen(path, olds[index]);
          unlinkSync(path);
        }
      });
    }
  } catch (error) {
    for (const { temporary } of staged.values()) rmSync(temporary, { force: true });
    throw error;
  }
  for (const folder of folders) changing(folder, () => syncFolder(folder));
  for (const { path, bytes } of staged.values()) readBack(path, bytes);
}

/** What lies at the path now: a file, or nothing where one is written; and what it was decided by, where that is told. */
function checkKind({ kind, path, seen }: FileChange): Stats | undefined {
  const old = look(path);
  if (seen !== undefined) assertSeen(path, seen ?? undefined, realReader.stat(path));
  if (old === undefined && kind === 'remove') throw fileMissing({ path });
  if (old !== undefined && !old.isFile()) throw wrongKind({ path, expected: 'a file' });
  return old;
}

function stage(path: string, content: Buffer | string, mode: number | undefined, old: Stats | undefined): Staged {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const temporary = temporaryName(path);
  changing(path, () => {
    try {
      writeNew(temporary, bytes, { mode, durable: true, old, attributesOf: path });
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  });
  return { path, temporary, bytes };
}
