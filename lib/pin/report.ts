import type { PinAction, PinRow } from './compare';

/** A row of `Pin.Report`. */
export interface ReportRow {
  /** The package manager. */
  readonly source: string;
  readonly tool: string;
  readonly installed: string | null;
  readonly wanted: string | null;
  /** The exact version that lock or pin name. */
  readonly expected: string | null;
  /** From the last Update.Check; null where it has not been asked for. */
  readonly latest: string | null;
  readonly action: PinAction;
  readonly reason: string | null;
}

export function toReportRow(row: PinRow, latestOf: (manager: string, tool: string) => string | undefined): ReportRow {
  const { manager, tool, installed, wanted, expected, action, reason } = row;
  return {
    source: manager,
    tool,
    installed,
    wanted,
    expected,
    latest: latestOf(manager, tool) ?? null,
    action,
    reason,
  };
}

/** The rows as a table, columns as wide as they have to be. */
export function renderRows(rows: readonly ReportRow[]): string {
  if (rows.length === 0) return 'no tools are listed in the config, and none of ours is installed';
  const lines = [
    ['source', 'tool', 'installed', 'wanted', 'latest', 'action'],
    ...rows.map(({ source, tool, installed, wanted, expected, latest, action }) => [
      source,
      tool,
      installed ?? '-',
      wanted ?? expected ?? 'any',
      latest ?? '?',
      action,
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
