/** The forms a wrapper can have. */
export type ShimKind = 'sh' | 'cmd' | 'ps1' | 'exe';

/** What a wrapper has to start. */
export interface ShimSpec {
  /** What it is called by. */
  readonly name: string;
  /** Absolute path. */
  readonly target: string;
  /** The folder that the wrapper lies in. */
  readonly bin: string;
}

export type RenderedShim =
  | { readonly file: string; readonly text: string }
  /** Why there can be none of this form: it would run something else, or nothing. */
  | { readonly refused: string };

/** A pure renderer: no disk, no platform, so all of them are held against golden files everywhere. */
export type ShimRenderer = (spec: ShimSpec) => RenderedShim;

/**
 * What npm lays beside a batch file in its folder of programs: a script for each shell, the one of sh without an ending. A batch file that is
 * started by another shell gets its arguments taken apart once more.
 */
export function besideBatch(target: string, ending: '' | '.ps1'): string {
  return /[\\/]node_modules[\\/]\.bin[\\/][^\\/]+\.cmd$/.test(target) ? `${target.slice(0, -4)}${ending}` : target;
}

/** Stands in the second or third line of every wrapper of ours, whatever its form. */
export const wrapperMark = 'clistack wrapper, made by MasterBin.Rebuild; once edited it is yours and left alone';

/** True for a text that one of our renderers made, also if it was edited since. */
export function isOurWrapper(text: string): boolean {
  return text.slice(0, 200).includes(wrapperMark);
}
