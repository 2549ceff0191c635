import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';

export const reportName = 'updates.json';

/** What the last `Update.Check` found to be the latest, by manager and tool; nothing where there was none or its report is damaged. */
export function readLatest(
  { files }: Pick<System, 'files'>,
  { reports }: Pick<OwnedPaths, 'reports'>,
): (manager: string, tool: string) => string | undefined {
  const path = join(reports, reportName);
  const known = new Map<string, string>();
  if (files.stat(path) !== undefined) {
    for (const entry of listOf(files.read(path).toString('utf8'))) {
      const { manager, tool, latest } = entry;
      if (typeof latest === 'string') known.set(`${String(manager)} ${String(tool)}`, latest);
    }
  }
  return (manager, tool) => known.get(`${manager} ${tool}`);
}

function listOf(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(text);
    const latest: unknown = typeof value === 'object' && value !== null && 'latest' in value ? value.latest : [];
    const entries: readonly unknown[] = Array.isArray(latest) ? latest : [];
    return entries.filter((entry) => typeof entry === 'object' && entry !== null).map((entry) => ({ ...entry }));
  } catch {
    // A damaged report is no state of ours: the next check writes it anew, and until then the latest is unknown.
    return [];
  }
}
