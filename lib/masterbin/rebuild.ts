import { join } from 'node:path';
import { packagePlace } from '../config/package-place';
import type { System } from '../system/port';
import { compareBin, manifestUnderWay, type Difference, type KeptFile, type WishedFile } from './difference';
import { manifestPath, readManifest, renderManifest, type Manifest, type OwnedFile } from './manifest';
import { isOfPending, type PendingTool } from './pending-tools';
import type { Command } from './plan';
import { renderCommand, shimKinds } from './shims/render';
import { survey, type MasterbinFacts, type Survey } from './survey';

export interface RebuildReport {
  readonly bin: string;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly kept: readonly KeptFile[];
  readonly commands: readonly Command[];
  readonly unreadable: Survey['unreadable'];
  /** Forms that a command cannot have. */
  readonly refused: readonly { readonly command: string; readonly kind: string; readonly reason: string }[];
}

/**
 * Makes the bin folder hold one wrapper for each command of the sources, and nothing else of ours.
 * @param pending tools whose programs are not known yet: their wrappers stay as they are.
 */
export function rebuild(facts: MasterbinFacts, pending: readonly PendingTool[] = []): RebuildReport {
  const { system, paths } = facts;
  const { commands, unreadable } = survey(facts);
  const { wished, refused } = renderAll(facts, commands);
  const manifest = readManifest(system.files, paths.bin);
  const unknown = new Set(unreadable.map(({ source }) => source));
  const stays = (owned: OwnedFile): boolean => unknown.has(owned.source) || isOfPending(pending, owned);
  const difference = compareBin(system, paths.bin, wished, manifest, stays);
  applyDifference(system, paths.bin, manifest, difference);
  const { written, removed, unchanged, kept } = difference;
  return { bin: paths.bin, written, removed, unchanged, kept, commands, unreadable, refused };
}

/**
 * Changes the folder. The list of what is ours goes first and knows every file by its old and its new hash, so that a kill anywhere leaves
 * each wrapper whole, old or new, and recognisable as ours.
 */
export function applyDifference(system: System, bin: string, manifest: Manifest, difference: Difference): void {
  const { files } = system;
  const { changes, after } = difference;
  const path = manifestPath(bin);
  const list = (text: string): void => {
    files.write(path, text, { mode: 0o644 });
  };
  if (changes.length > 0) {
    files.makeFolder(bin);
    list(renderManifest(manifestUnderWay(manifest, difference)));
    files.changeMany(changes);
  }
  if (after.files.size > 0) list(renderManifest(after));
  else if (files.stat(path) !== undefined) files.remove(path);
}

function renderAll(
  { system, config }: MasterbinFacts,
  commands: readonly Command[],
): { readonly wished: readonly WishedFile[]; readonly refused: RebuildReport['refused'] } {
  const kinds = shimKinds(config.masterbin.shims, system.machine.os);
  const shimProgram = kinds.includes('exe') ? readShimProgram(system) : undefined;
  const wished: WishedFile[] = [];
  const refused: RebuildReport['refused'][number][] = [];
  for (const { name, winner } of commands) {
    if (winner === null) continue;
    const { target, source } = winner;
    const rendered = renderCommand({ name: winner.name, target }, kinds, shimProgram);
    refused.push(...rendered.refused.map(({ kind, reason }) => ({ command: name, kind, reason })));
    for (const { file, content } of rendered.files) {
      wished.push({ file, content, command: name, source, target, sha256: system.hash.bytes(content) });
    }
  }
  return { wished, refused };
}

/** The program of the exe form, which the Windows build makes from native/shim.c. */
function readShimProgram({ files }: Pick<System, 'files'>): Buffer | undefined {
  const path = join(packagePlace().root, 'dist', 'shim.exe');
  return files.stat(path) === undefined ? undefined : files.read(path);
}
