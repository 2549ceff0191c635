import { basename, dirname, isAbsolute, join } from 'node:path';
import { forThisShell } from '../centralize';
import { singleQuoted } from '../kernel/shell-quote';
import { suggest } from '../kernel/suggest';
import { toType } from '../kernel/to-type';
import { isSameTool } from '../pin';
import { pathEntries } from '../system/path-entries';
import type { System } from '../system/port';
import { unknownTool } from './faults';
import { compareBin, whyKept, type WishedFile } from './difference';
import { lostTool } from './lost-tool';
import { readManifest, type Manifest } from './manifest';
import type { Candidate } from './list-programs';
import { callNames, programsOnPath } from './on-path';
import type { Command, JudgedCandidate } from './plan';
import { silentOwner } from './silent-tools';
import { survey, type MasterbinFacts, type Survey } from './survey';
import { wishedFiles } from './wished-files';

export interface WhichAnswer {
  readonly tool: string;
  /** What the PATH finds first; null: nothing. */
  readonly runs: string | null;
  /** Our wrapper, when there is one. */
  readonly wrapper: string | null;
  /** What the wrapper starts. */
  readonly target: string | null;
  /** Sentences: what happens and why. */
  readonly why: readonly string[];
  /** What to type to change it; null where all is well. */
  readonly fix: string | null;
  readonly candidates: readonly JudgedCandidate[];
  /** Every program of this name on the PATH, in its order. */
  readonly onPath: readonly string[];
}

const rebuildFix = (): string => toType('MasterBin.Rebuild');
const syncFix = (): string => toType('Pin.Sync');

/**
 * What runs when the tool is called by name, and why.
 * @throws `unknownTool` (MAS003, 501) when nothing of this name is anywhere.
 */
export function explainTool(facts: MasterbinFacts, tool: string): WhichAnswer {
  const { system, paths } = facts;
  const { commands, unreadable } = survey(facts);
  const command = commands.find(({ name }) => name === tool);
  const onPath = programsOnPath(system, tool);
  const [runs = null] = onPath;
  const manifest = readManifest(system.files, paths.bin);
  const wrapper = ownWrapper(facts, manifest, tool);
  if (command === undefined && runs === null && wrapper === null) {
    const listed = Object.entries(facts.config.tools).some(([manager, tools]) =>
      tools.some((one) => isSameTool(manager, one, tool)),
    );
    throw unknownTool({ tool, listed, suggestions: suggest(tool, namesAround(system, commands)) });
  }
  const told = tell({ facts, commands, command, unreadable, manifest, tool, runs, wrapper });
  const target = wrapper === null ? null : (manifest.files.get(basename(wrapper))?.target ?? null);
  return { tool, runs, wrapper, target, ...told, candidates: command?.candidates ?? [], onPath };
}

/** The form of our wrapper that is called; else the one for shells that know no endings. */
function ownWrapper({ system, paths }: MasterbinFacts, { files }: Manifest, tool: string): string | null {
  const named = [...callNames(system, tool), tool]
    .filter((name) => files.has(name))
    .map((name) => join(paths.bin, name));
  return named.find((path) => system.files.stat(path) !== undefined) ?? null;
}

interface Situation {
  readonly facts: MasterbinFacts;
  readonly commands: readonly Command[];
  readonly command: Command | undefined;
  readonly unreadable: Survey['unreadable'];
  readonly manifest: Manifest;
  readonly tool: string;
  readonly runs: string | null;
  readonly wrapper: string | null;
}

function tell(situation: Situation): Pick<WhichAnswer, 'why' | 'fix'> {
  const { facts, command, tool, runs, wrapper } = situation;
  const { system, paths } = facts;
  const { bin } = paths;
  const found = runs === null ? `nothing on the PATH is called ${tool}` : `${runs} runs`;
  if (command === undefined && wrapper === null) {
    return { why: [`${found}: it is the first on the PATH, and no source offers ${tool}`], fix: null };
  }
  if (command !== undefined && command.winner === null && wrapper === null) {
    return { why: [`${found}, and ${tool} never gets a wrapper: ${noWinner(command)}`], fix: null };
  }
  const { why: wrapped, fix: stale } = tellWrapper(situation);
  if (wrapper === null || runs === wrapper) {
    return { why: [...(wrapper === null ? [found] : []), ...wrapped], fix: stale };
  }
  const entries = pathEntries(system);
  const first = entries.includes(bin)
    ? `${runs === null ? bin : dirname(runs)} comes before ${bin} on the PATH`
    : `${bin} is not on the PATH of this shell`;
  return { why: [`${found}: ${first}`, ...wrapped], fix: stale === syncFix() ? stale : forThisShell(system) };
}

function tellWrapper({
  facts,
  commands,
  command,
  unreadable,
  manifest,
  wrapper,
  tool,
}: Situation): Pick<WhichAnswer, 'why' | 'fix'> {
  const { files, hash } = facts.system;
  const winner = command?.winner ?? null;
  const owned = wrapper === null ? undefined : manifest.files.get(basename(wrapper));
  if (wrapper === null || owned === undefined) {
    const why = `${tool} of ${describe(command)} has no wrapper yet`;
    const { formless: without, wished } = wishedFiles(facts, command === undefined ? [] : [command]);
    const [formless] = without;
    if (formless !== undefined) {
      const none = `masterbin.shims asks for no form that it can have (${formless.reasons.join('; ')})`;
      return { why: [why, none], fix: toType('Config.Show') };
    }
    const inTheWay = tellInTheWay(facts);
    if (inTheWay !== undefined) return { why: [why, inTheWay.why], fix: inTheWay.fix };
    const theirs = filesInPlace(facts, manifest, wished);
    return theirs.length === 0
      ? { why: [why], fix: rebuildFix() }
      : {
          why: [`${tool} of ${describe(command)} has no wrapper: ${theirs.join(' and ')} is yours and left as it is`],
          fix: null,
        };
  }
  const kind = files.stat(wrapper)?.kind ?? 'other';
  if (kind !== 'file') {
    return {
      why: [`${wrapper} is no wrapper any more (${whyKept[kind]}), so it is yours and left as it is`],
      fix: null,
    };
  }
  if (hash.file(wrapper) !== owned.sha256) {
    return { why: [`${wrapper} was edited, so it is yours and left as it is`], fix: null };
  }
  const isThere = files.realPath(owned.target) !== undefined;
  const starts = `${wrapper} runs ${owned.target}${isThere ? '' : ', which is gone'}`;
  const unread = unreadable.find(({ source }) => source === owned.source);
  if (unread !== undefined)
    return { why: [starts, `it stays as it is: ${owned.source} could not be read (${unread.reason})`], fix: null };
  if (winner?.target === owned.target) return { why: [`${starts} (${reason(command)})`], fix: null };
  const broken = lostTool(facts, owned) ?? silentOwner(facts, commands, owned);
  const damage = broken === undefined ? [] : [`${broken} is listed and not whole`];
  const fix = broken === undefined ? rebuildFix() : syncFix();
  if (broken !== undefined && winner === null) return { why: [starts, ...damage], fix };
  const next = winner === null ? `${tool} loses its wrapper` : `it will be ${winner.target} (${reason(command)})`;
  return { why: [starts, ...damage, `after the next rebuild ${next}`], fix };
}

/** What the user has in the place of every form that a command could have; none where a rebuild would make one. */
function filesInPlace(
  { system, paths }: MasterbinFacts,
  { before }: Manifest,
  wished: readonly WishedFile[],
): readonly string[] {
  const { kept } = compareBin(system, paths.bin, wished, { files: new Map(), before }, () => false);
  return kept.length < wished.length ? [] : kept.map(({ path }) => path);
}

/** What stands where the folder of wrappers should be. */
function tellInTheWay({ system, paths }: MasterbinFacts): { readonly why: string; readonly fix: string } | undefined {
  const { files } = system;
  const { bin } = paths;
  const real = files.realPath(bin);
  const kind = files.stat(real ?? bin)?.kind;
  if (kind === undefined || kind === 'folder') return undefined;
  const what = real === undefined ? 'a link that leads nowhere' : 'no folder';
  const place = singleQuoted(bin);
  return {
    why: `${bin}, where wrappers are made, is ${what}`,
    fix: `mv ${place} ${singleQuoted(`${bin}.old`)} && ${rebuildFix()}`,
  };
}

function describe(command: Command | undefined): string {
  const winner = command?.winner;
  if (winner === undefined || winner === null) return 'no source';
  // A folder is named by the path of the program in it.
  return winner.owner === winner.source ? winner.target : `${winner.source} (${winner.target})`;
}

function reason(command: Command | undefined): string {
  if (command === undefined) return 'no source offers it';
  const { winner, rule, candidates } = command;
  const others = candidates.length - 1;
  const where = winner === null ? '' : `${whose(winner)}, `;
  return `${where}${rule}${others > 0 ? ` among ${others + 1}` : ''}`;
}

function whose({ owner, source }: Candidate): string {
  return owner === source ? source : `${owner} of ${source}`;
}

function noWinner({ rule, candidates }: Command): string {
  switch (rule) {
    case 'name of the system':
      return 'it is a name of the system, which is never shadowed';
    case 'denied by the config':
      return 'masterbin.deny names it';
    default:
      return candidates.map(({ target, skipped }) => `${target} is passed over, ${skipped ?? ''}`).join('; ');
  }
}

/** Names that may have been meant: commands of the sources first, then whatever lies on the PATH. */
function namesAround(system: System, commands: readonly Command[]): readonly string[] {
  const folders = pathEntries(system).filter((entry) => isAbsolute(entry) && system.files.stat(entry) !== undefined);
  const lying = folders.flatMap((folder) => {
    const real = system.files.realPath(folder) ?? folder;
    if (system.files.stat(real)?.kind !== 'folder') return [];
    return system.files.list(real).flatMap(({ name, kind }) => (kind === 'file' || kind === 'link' ? [name] : []));
  });
  return [...new Set([...commands.map(({ name }) => name), ...lying])];
}
