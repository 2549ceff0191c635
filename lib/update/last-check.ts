import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import type { Actionable, PinProposal, StuckPin } from './candidate';

export const reportName = 'updates.json';

/** What a check knows of a tool that it asked about. */
export interface LatestThen {
  readonly latest: string;
  /** The pin of then, null for a free tool. */
  readonly pin: string | null;
  /** The version that was installed. */
  readonly installed: string;
}

/** What the last `Update.Check` found; all empty where there was none or its report is damaged. */
export interface LastCheck {
  readonly actionable: readonly Actionable[];
  readonly pinProposals: readonly PinProposal[];
  readonly stuckPins: readonly StuckPin[];
  /** What was the latest then, or in the check before where the registry did not answer; undefined for a tool that was not asked about. */
  latestThen(manager: string, tool: string): LatestThen | undefined;
  /** The same, and undefined as well for a tool that was asked about in vain. */
  answerThen(manager: string, tool: string): LatestThen | undefined;
  /** The digest of the policy by which it was decided. */
  readonly policy: string | undefined;
}

export function readLastCheck({ files }: Pick<System, 'files'>, { reports }: Pick<OwnedPaths, 'reports'>): LastCheck {
  const path = join(reports, reportName);
  const report = files.stat(path) === undefined ? {} : parseReport(files.readText(path));
  const asked = new Map(
    entriesOf(report['latest']).flatMap((entry) => (isLatest(entry) ? [[keyOf(entry), entry] as const] : [])),
  );
  const failed = new Set(entriesOf(report['failed']).map(keyOf));
  const latestThen: LastCheck['latestThen'] = (manager, tool) => {
    const found = asked.get(keyOf({ manager, tool }));
    return found === undefined ? undefined : { latest: found.latest, pin: found.pin, installed: found.installed };
  };
  return {
    // Our own task wrote them, into a folder that is the user's; entries that lack what is used are passed over.
    actionable: entriesOf(report['actionable']).filter(isActionable),
    pinProposals: entriesOf(report['pinProposals']).filter(isProposal),
    stuckPins: entriesOf(report['stuckPins']).filter(isStuck),
    latestThen,
    answerThen: (manager, tool) => (failed.has(keyOf({ manager, tool })) ? undefined : latestThen(manager, tool)),
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

function isLatest(entry: Entry): entry is Entry & LatestThen {
  const { pin } = entry;
  return areTexts(entry, ['manager', 'tool', 'latest', 'installed']) && (pin === null || typeof pin === 'string');
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
