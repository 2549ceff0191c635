import type { OwnedPaths } from '../config';
import type { System } from '../system/port';

/** A tool that a file names. */
export interface NamedTool {
  /** The package manager as the file calls it; undefined where it names none. */
  readonly manager: string | undefined;
  readonly tool: string;
  /** As the file writes it; undefined for none, or for a word that means another version tomorrow. */
  readonly version: string | undefined;
  /** The word that is no version that could be pinned, such as `ref:main`; undefined for none, and for one that only means the newest. */
  readonly unpinnable?: string | undefined;
}

/** A kind of file in which people keep lists of tools: an entry of `lib/pin/sources/`. What it throws for a damaged one is told and passed over. */
export interface Source {
  readonly name: string;
  /** Where such files lie; those that are missing are passed over. */
  readonly places: (system: System, paths: OwnedPaths) => readonly string[];
  readonly read: (text: string) => readonly NamedTool[];
}

export function defineSource(source: Source): Source {
  return source;
}

/** `npm:prettier` as mise writes it. */
export function readBackend(name: string): Pick<NamedTool, 'manager' | 'tool'> {
  const [, manager, tool] = /^([a-z]+):(.+)$/.exec(name) ?? [];
  return tool === undefined ? { manager: undefined, tool: name } : { manager, tool };
}

/**
 * What a file writes as the version. One that names none is told, unless it only means the newest: then the tool is free anyway. A number is told
 * as well: whether 3.1 was written 3.1 or 3.10 nobody knows.
 */
export function readVersion(text: unknown): Pick<NamedTool, 'version' | 'unpinnable'> {
  if (typeof text === 'number' || typeof text === 'bigint') return { version: undefined, unpinnable: String(text) };
  if (typeof text !== 'string' || text === 'latest') return { version: undefined };
  return /^[\d^~=<>]/.test(text) ? { version: text } : { version: undefined, unpinnable: text };
}
