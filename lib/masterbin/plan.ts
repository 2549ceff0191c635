import type { Candidate } from './list-programs';

/** Why a command has the winner it has, or none. */
export type Rule =
  | 'only candidate'
  | 'priority'
  | 'order of sources'
  | 'order of names'
  | 'name of the system'
  | 'denied by the config'
  | 'only launchers';

export interface JudgedCandidate extends Candidate {
  /** Why it can never be the winner; null for a program of its own. */
  readonly skipped: string | null;
}

export interface Command {
  readonly name: string;
  readonly winner: Candidate | null;
  readonly rule: Rule;
  /** Best first. */
  readonly candidates: readonly JudgedCandidate[];
}

export interface PlanFacts {
  readonly candidates: readonly Candidate[];
  /** In the order in which they win. */
  readonly sources: readonly string[];
  /** `pipx`, or `ruff=pipx` for one command; earlier ones win. */
  readonly priority: readonly string[];
  /** Names of the system that are never shadowed. */
  readonly system: ReadonlySet<string>;
  readonly deny: readonly string[];
  /** True where names that differ in case are one file. */
  readonly foldsCase: boolean;
  /** Whose launcher a program is; undefined for a real program. */
  readonly launcherOf: (target: string) => string | undefined;
}

/** Which program each command runs, decided from facts alone. In name order, so that two runs decide and write the same. */
export function planCommands(facts: PlanFacts): readonly Command[] {
  const key = (name: string): string => (facts.foldsCase ? name.toLowerCase() : name);
  const byName = new Map<string, Candidate[]>();
  for (const candidate of facts.candidates) {
    const known = byName.get(key(candidate.name));
    if (known === undefined) byName.set(key(candidate.name), [candidate]);
    else if (!known.some(({ target }) => target === candidate.target)) known.push(candidate);
  }
  const denied = new Set(facts.deny.map(key));
  return [...byName.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, candidates]) => decide(name, candidates, denied.has(name), facts));
}

function decide(name: string, found: readonly Candidate[], isDenied: boolean, facts: PlanFacts): Command {
  const { sources, priority, system, launcherOf } = facts;
  const rank = ({ source }: Candidate): number => {
    const index = priority.findIndex((entry) => entry === source || entry === `${name}=${source}`);
    return index === -1 ? priority.length : index;
  };
  const place = ({ source }: Candidate): number => sources.indexOf(source);
  const byText = (a: Candidate, b: Candidate): number =>
    compare(a.owner, b.owner) || compare(a.name, b.name) || compare(a.target, b.target);
  const candidates = found
    .map((candidate): JudgedCandidate => ({ ...candidate, skipped: reasonToSkip(launcherOf(candidate.target)) }))
    .sort(
      (a, b) =>
        Number(a.skipped !== null) - Number(b.skipped !== null) ||
        rank(a) - rank(b) ||
        place(a) - place(b) ||
        byText(a, b),
    );
  const [winner, second] = candidates.filter(({ skipped }) => skipped === null);
  if (system.has(name)) return { name, winner: null, rule: 'name of the system', candidates };
  if (isDenied) return { name, winner: null, rule: 'denied by the config', candidates };
  if (winner === undefined) return { name, winner: null, rule: 'only launchers', candidates };
  if (second === undefined) return { name, winner, rule: 'only candidate', candidates };
  if (rank(winner) !== rank(second)) return { name, winner, rule: 'priority', candidates };
  return { name, winner, rule: place(winner) === place(second) ? 'order of names' : 'order of sources', candidates };
}

function reasonToSkip(launcher: string | undefined): string | null {
  if (launcher === undefined) return null;
  return launcher === 'clistack' ? 'it is one of our own wrappers' : `it is a launcher of ${launcher}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
