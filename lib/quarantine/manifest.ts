import type { System } from '../system/port';
import type { Moment } from '../system/two-clocks';

/** What is written before an original is moved: enough to put it back and to know when it may go. */
export interface Manifest {
  readonly format: 1;
  readonly id: string;
  /** Where it came from, absolute. */
  readonly origin: string;
  readonly kind: 'cache' | 'config';
  readonly reason: string;
  /** sha256 over names, kinds, modes, link targets and contents. */
  readonly hash: string;
  readonly bytes: number;
  readonly quarantined: Moment;
  readonly ttlDays: number;
  /** When a purge first found it expired; the removal comes with a later one. */
  readonly expiredSeen: Moment | null;
}

export const manifestName = 'manifest.json';
export const contentName = 'content';

/** Reads a manifest; undefined when it is missing or not ours to understand: such an item is never purged. */
export function readManifest({ files }: Pick<System, 'files'>, path: string): Manifest | undefined {
  if (files.stat(path) === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(files.readText(path));
    // Our own writer made it, in a folder only the user can write to; what a purge decides by is looked at all the same.
    return isManifest(value) ? value : undefined;
  } catch {
    // Damaged: the list tells of it, and leaves it alone.
    return undefined;
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== 1) return false;
  // Read field by field below; nothing is taken on trust.
  const { id, origin, ttlDays, quarantined } = value as Partial<Manifest>;
  const dated = typeof quarantined === 'object' && typeof quarantined.wall === 'number';
  return typeof id === 'string' && typeof origin === 'string' && typeof ttlDays === 'number' && dated;
}

export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
