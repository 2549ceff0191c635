import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { Actionable, PinProposal, StuckPin } from './candidate';

export const reportName = 'updates.json';

/** What the last `Update.Check` found; all empty where there was none or its report is damaged. */
export interface LastCheck {
  readonly actionable: readonly Actionable[];
  readonly pinProposals: readonly PinProposal[];
  readonly stuckPins: readonly StuckPin[];
  /** What was the latest then, or in the check before where the registry did not answer; undefined for a tool that was not asked about. */
  latestOf(manager: string, tool: string): string | undefined;
  /** The pin of then, null for a free tool; undefined for one that was not asked about, or in vain. */
  pinThen(manager: string, tool: string): string | null | undefined;
  /** The digest of the policy by which it was decided. */
  readonly policy: string | undefined;
}

export function readLastCheck({ files }: Pick<System, 'files'>, { reports }: Pick<OwnedPaths, 'reports'>): LastCheck {
  const path = join(reports, reportName);
  const report = files.stat(path) === undefined ? {} : parseReport(files.readText(path));
  const asked = new Map(entriesOf(report['latest']).map((entry) => [keyOf(entry), entry]));
  const failed = new Set(entriesOf(report['failed']).map(keyOf));
  return {
    // Our own task wrote them, into a folder that is the user's; entries that lack what is used are passed over.
    actionable: entriesOf(report['actionable']).filter(isActionable),
    pinProposals: entriesOf(report['pinProposals']).filter(isProposal),
    stuckPins: entriesOf(report['stuckPins']).filter(isStuck),
    latestOf: (manager, tool) => {
      const found = asked.get(keyOf({ manager, tool }))?.['latest'];
      return typeof found === 'string' ? found : undefined;
    },
    pinThen: (manager, tool) => {
      const key = keyOf({ manager, tool });
      // Its latest is what an older check found.
      const found = failed.has(key) ? undefined : asked.get(key)?.['pin'];
      return typeof found === 'string' || found === null ? found : undefined;
    },
    policy: typeof report['policy'] === 'string' ? report['policy'] : undefined,
  };
}

type Entry = Readonly<Record<string, unknown>>;

function parseReport(text: string): Entry {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // A damaged report is no state of ours: the next check writes it anew, and until then nothing is known.
    return {};
  }
}

function entriesOf(value: unknown): readonly Entry[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((entry) => (typeof entry === 'object' && entry !== null ? [{ ...entry }] : []));
}

function keyOf({ manager, tool }: Entry): string {
  return `${String(manager)} ${String(tool)}`;
}

function areTexts(entry: Entry, keys: readonly string[]): boolean {
  return keys.every((key) => typeof entry[key] === 'string');
}

function isActionable(entry: Entry): entry is Entry & Actionable {
  const { group } = entry;
  return areTexts(entry, ['manager', 'tool', 'installed', 'target']) && (group === null || typeof group === 'string');
}

function isProposal(entry: Entry): entry is Entry & PinProposal {
  return areTexts(entry, ['manager', 'tool', 'from', 'to', 'version']);
}

function isStuck(entry: Entry): entry is Entry & StuckPin {
  return areTexts(entry, ['manager', 'tool', 'pin', 'version']);
}
