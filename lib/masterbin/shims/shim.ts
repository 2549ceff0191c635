/** The forms a wrapper can have. */
export type ShimKind = 'sh' | 'cmd' | 'ps1' | 'exe';

/** What a wrapper has to start. */
export interface ShimSpec {
  /** What it is called by. */
  readonly name: string;
  /** Absolute path. */
  readonly target: string;
}

export type RenderedShim =
  | { readonly file: string; readonly text: string }
  /** Why there can be none of this form: it would run something else, or nothing. */
  | { readonly refused: string };

/** A pure renderer: no disk, no platform, so all of them are held against golden files everywhere. */
export type ShimRenderer = (spec: ShimSpec) => RenderedShim;

/** Stands in the second or third line of every wrapper of ours, whatever its form. */
export const wrapperMark = 'clistack wrapper, made by MasterBin.Rebuild; once edited it is yours and left alone';

/** True for a text that one of our renderers made, also if it was edited since. */
export function isOurWrapper(text: string): boolean {
  return text.slice(0, 200).includes(wrapperMark);
}
