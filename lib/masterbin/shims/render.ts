import type { Machine } from '../../system/ports/environment';
import { renderCmd } from './cmd';
import { renderExeSidecar } from './exe';
import { renderPs1 } from './ps1';
import { renderSh } from './sh';
import type { ShimKind, ShimRenderer, ShimSpec } from './shim';

const renderers: Readonly<Record<ShimKind, ShimRenderer>> = {
  sh: renderSh,
  cmd: renderCmd,
  ps1: renderPs1,
  exe: renderExeSidecar,
};

const usual: Readonly<Record<Machine['os'], readonly ShimKind[]>> = {
  linux: ['sh'],
  darwin: ['sh'],
  win32: ['sh', 'cmd', 'ps1'],
};

/** The forms the config asks for, or those of this system. */
export function shimKinds(configured: readonly ShimKind[], os: Machine['os']): readonly ShimKind[] {
  return configured.length > 0 ? configured : usual[os];
}

export interface RenderedCommand {
  readonly files: readonly { readonly file: string; readonly content: string | Buffer }[];
  readonly refused: readonly { readonly kind: ShimKind; readonly reason: string }[];
}

/** All files of one command. `shimProgram`: the built program of the exe form, which lies beside each of its text files. */
export function renderCommand(
  spec: ShimSpec,
  kinds: readonly ShimKind[],
  shimProgram: Buffer | undefined,
): RenderedCommand {
  const files: RenderedCommand['files'][number][] = [];
  const refused: RenderedCommand['refused'][number][] = [];
  for (const kind of kinds) {
    const rendered = renderers[kind](spec);
    if ('refused' in rendered) refused.push({ kind, reason: rendered.refused });
    else if (kind !== 'exe') files.push({ file: rendered.file, content: rendered.text });
    else if (shimProgram === undefined) refused.push({ kind, reason: 'the shim program is not built' });
    else
      files.push({ file: rendered.file, content: rendered.text }, { file: `${spec.name}.exe`, content: shimProgram });
  }
  return { files, refused };
}
