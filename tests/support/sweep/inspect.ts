import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { changedPaths, snapshot, type Snapshot } from '../snapshot';
import type { SweepHome } from './home';

/** Both folders without our own state; what carries a time is compared without it. */
export function treeOf({ home, other }: SweepHome): Snapshot {
  const tree = { ...snapshot(home, [join('.local', 'state', 'clistack')]), ...underOther(other) };
  return Object.fromEntries(
    Object.entries(tree).map(([path, what]) => [
      path,
      path.endsWith('.origin.json') ? originOf(join(home, path)) : what,
    ]),
  );
}

function underOther(other: string): Snapshot {
  return Object.fromEntries(Object.entries(snapshot(other)).map(([path, what]) => [join('<other>', path), what]));
}

function originOf(path: string): string {
  const { created: _time, ...rest } = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
  return JSON.stringify(rest);
}

export function differences(expected: Snapshot, actual: Snapshot): readonly string[] {
  return changedPaths(expected, actual).map(
    (path) => `${path}: ${expected[path] ?? 'absent'} became ${actual[path] ?? 'absent'}`,
  );
}

/** How often a content is there, by its sha256: of two equal files of the user's, one may be lost. */
export type Contents = ReadonlyMap<string, number>;

/** The content of every file below both folders, our state included. */
export function contentsOf({ home, other }: SweepHome): Contents {
  const counts = new Map<string, number>();
  for (const path of [...filesBelow(home), ...filesBelow(other)]) {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
  }
  return counts;
}

/** Names of files that are only on their way to their real name. */
export function temporariesOf({ home, other }: SweepHome): readonly string[] {
  return [...everythingBelow(home), ...everythingBelow(other)].filter((path) =>
    /\.(?:clistack-tmp|partial|bak)$/.test(path),
  );
}

export interface JournalFacts {
  /** Runs that changed something and are no undo. */
  readonly changing: number;
  readonly open: readonly string[];
}

export function journalsOf({ home }: SweepHome): JournalFacts {
  const folder = join(home, '.local', 'state', 'clistack', 'journal');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const open: string[] = [];
  let changing = 0;
  for (const name of names) {
    const path = join(folder, name, 'journal.jsonl');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    const last = lines.at(-2) ?? '';
    if (lines.at(-1) !== '' || !last.startsWith('{"line":"close"')) open.push(`${name}: ${last.slice(0, 80)}`);
    const count = (shape: RegExp): number => lines.filter((line) => shape.test(line)).length;
    if (count(/^\{"line":"intent"/) > count(/^\{"line":"failed".*"unchanged":true/)) changing += 1;
  }
  return { changing, open };
}

function filesBelow(folder: string): readonly string[] {
  return everythingBelow(folder).filter((path) => lstatSync(path).isFile());
}

function everythingBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && basename(path) !== '.git' ? [path, ...everythingBelow(path)] : [path];
  });
}
