import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Kind, mode, and target or content hash of everything below a folder, by relative path. */
export type Snapshot = Readonly<Record<string, string>>;

export function snapshot(root: string, without: readonly string[] = []): Snapshot {
  const seen: Record<string, string> = {};
  const visit = (relative: string): void => {
    const path = join(root, relative);
    const entry = lstatSync(path);
    const mode = (entry.mode & 0o7777).toString(8);
    if (entry.isSymbolicLink()) seen[relative] = `link ${readlinkSync(path)}`;
    else if (entry.isFile())
      seen[relative] = `file ${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`;
    else if (entry.isDirectory()) {
      seen[relative] = `folder ${mode}`;
      for (const name of readdirSync(path).sort()) {
        const child = join(relative, name);
        if (!without.includes(child)) visit(child);
      }
    } else seen[relative] = 'other';
  };
  visit('');
  return seen;
}

/** Paths that differ between two snapshots. */
export function changedPaths(before: Snapshot, after: Snapshot): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort();
}
