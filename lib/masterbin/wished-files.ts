import { join } from 'node:path';
import { packagePlace } from '../config/package-place';
import type { System } from '../system/port';
import type { WishedFile } from './difference';
import type { Command } from './plan';
import { renderCommand, shimKinds } from './shims/render';
import type { MasterbinFacts } from './survey';

/** A form that a command cannot have. */
export interface RefusedForm {
  readonly command: string;
  readonly kind: string;
  readonly reason: string;
}

/** A command with a program, and without a wrapper of any form. */
export interface FormlessCommand {
  readonly command: string;
  /** Of each form. */
  readonly reasons: readonly string[];
}

/** The files that the bin folder should hold for these commands, and the forms that there cannot be. */
export function wishedFiles(
  { system, config, paths }: Pick<MasterbinFacts, 'system' | 'config' | 'paths'>,
  commands: readonly Command[],
): {
  readonly wished: readonly WishedFile[];
  readonly refused: readonly RefusedForm[];
  readonly formless: readonly FormlessCommand[];
} {
  const kinds = shimKinds(config.masterbin.shims, system.machine.os);
  const shimProgram = kinds.includes('exe') ? readShimProgram(system) : undefined;
  const wished: WishedFile[] = [];
  const refused: RefusedForm[] = [];
  const formless: FormlessCommand[] = [];
  const taken = new Map<string, string>();
  const keyOf = (file: string): string => (system.machine.os === 'linux' ? file : file.toLowerCase());
  for (const { name: command, winner } of commands) {
    if (winner === null) continue;
    const { name, target, source } = winner;
    const rendered = renderCommand({ name, target, bin: paths.bin }, kinds, shimProgram);
    // The cmd form of `foo` is called as the sh form of a program `foo.cmd`: each would replace the other at every rebuild.
    const clash = rendered.files.find(({ file }) => taken.has(keyOf(file)));
    if (clash !== undefined) {
      formless.push({ command, reasons: [`${clash.file} is the wrapper of ${taken.get(keyOf(clash.file)) ?? ''}`] });
      continue;
    }
    refused.push(...rendered.refused.map(({ kind, reason }) => ({ command, kind, reason })));
    if (rendered.files.length === 0)
      formless.push({ command, reasons: rendered.refused.map(({ kind, reason }) => `${kind}: ${reason}`) });
    for (const { file, content } of rendered.files) {
      taken.set(keyOf(file), command);
      wished.push({ file, content, command, source, target, sha256: system.hash.bytes(content) });
    }
  }
  return { wished, refused, formless };
}

/** The program of the exe form, which the Windows build makes from native/shim.c. */
function readShimProgram({ files }: Pick<System, 'files'>): Buffer | undefined {
  const path = join(packagePlace().root, 'dist', 'shim.exe');
  return files.stat(path) === undefined ? undefined : files.read(path);
}
