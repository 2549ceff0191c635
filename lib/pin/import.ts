import type { ConfigChange } from '../config';
import { isStackError, type StackError } from '../kernel/fault';
import { kindBehind } from '../system/kind-behind';
import { schemeOf } from '../versions';
import { pinText, type PinFacts } from './compare';
import type { Manager, OnUnread } from './manager';
import { asText } from './read-json';
import { orNothing, readOr } from './read-or';
import type { NamedTool, Source } from './source';
import { toolKey } from './spelling';

/** A tool that the machine has and the config does not. */
export interface ImportProposal {
  readonly manager: string;
  readonly tool: string;
  /** null: it stays free. */
  readonly pin: string | null;
  /** The word in the place of a version, where it is none that could be pinned; null elsewhere. */
  readonly unpinnable: string | null;
  /** The file, or the package manager whose own installs were read. */
  readonly from: string;
}

export interface ImportReport {
  readonly proposals: readonly ImportProposal[];
  /** What was found and is not proposed. */
  readonly left: readonly { readonly tool: string; readonly from: string; readonly reason: string }[];
  /** Files that are there and make no sense: nothing is proposed from them. */
  readonly unread: readonly { readonly from: string; readonly reason: string }[];
  readonly changes: readonly ConfigChange[];
}

interface Found extends NamedTool {
  readonly from: string;
  /** True for the version that is installed, which is exactly that one. */
  readonly isExact?: boolean;
  readonly origin?: string | undefined;
  readonly extras?: string | undefined;
}

/** They come with Node and move with it. */
const partOfNode = new Set(['npm', 'corepack', 'npx']);

/**
 * What the machine has and the config does not list, as changes of the config: what package managers say first, with exact versions, then
 * the files that name tools. Reads files; no child is started.
 */
export function proposeImport(facts: PinFacts, sources: readonly Source[]): ImportReport {
  const managers = new Map(facts.managers.map((manager) => [manager.name, manager]));
  const proposals: ImportProposal[] = [];
  const left: { tool: string; from: string; reason: string }[] = [];
  const unread: { from: string; reason: string }[] = [];
  const named = namedInFiles(facts, sources, (from, reason) => void unread.push({ from, reason }));
  const onUnread: OnUnread = (fault) => void unread.push(toUnread(fault));
  for (const found of [...installedByUser(facts, onUnread), ...named]) {
    const { tool, from } = found;
    const manager = managers.get(found.manager ?? '');
    const reason = manager === undefined ? unknownManager(found) : whyNot(facts, manager, found);
    if (reason !== undefined || manager === undefined) left.push({ tool, from, reason: reason ?? '' });
    else {
      const proposal = toProposal(manager, found);
      const known = proposals.find(
        (one) => one.manager === manager.name && toolKey(manager, one.tool) === toolKey(manager, tool),
      );
      if (known === undefined) proposals.push(proposal);
      else if (proposal.pin !== null && proposal.pin !== known.pin)
        left.push({ tool, from, reason: `${proposal.pin} is asked for here, and ${known.from} comes first` });
    }
  }
  return { proposals, left, unread, changes: toChanges(facts, proposals) };
}

function installedByUser({ managers, world }: PinFacts, onUnread: OnUnread): readonly Found[] {
  return managers.flatMap((manager) =>
    readOr(() => manager.listUsers(world, onUnread), orNothing(onUnread)).map(
      ({ tool, version, folder, origin, extras }): Found => ({
        manager: manager.name,
        tool,
        version,
        from: folder,
        isExact: true,
        origin,
        extras,
      }),
    ),
  );
}

/** As the task says it: which file, and why. */
function toUnread({ message, data }: StackError): ImportReport['unread'][number] {
  return { from: asText(data['path']) ?? 'a file', reason: asText(data['reason']) ?? message };
}

function namedInFiles(
  { world: { system, paths } }: PinFacts,
  sources: readonly Source[],
  onUnread: (from: string, reason: string) => void,
): readonly Found[] {
  const { files } = system;
  const namedIn = (path: string, read: Source['read']): readonly NamedTool[] => {
    try {
      return kindBehind(files, path) === 'file' ? read(files.readText(path)) : [];
    } catch (error) {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
      onUnread(placeIn(path, error), isStackError(error) ? toUnread(error).reason : reason);
      return [];
    }
  };
  return sources.flatMap(({ places, read }) =>
    [...new Set(places(system, paths))].flatMap((path) =>
      namedIn(path, read).map((named): Found => ({ ...named, from: path })),
    ),
  );
}

/** A parser that says line and column is heard. */
function placeIn(path: string, error: unknown): string {
  if (typeof error !== 'object' || error === null || !('line' in error) || !('column' in error)) return path;
  return typeof error.line === 'number' ? `${path}:${error.line}:${Number(error.column)}` : path;
}

function unknownManager({ manager }: Found): string {
  return manager === undefined
    ? 'it names no package manager that installs it'
    : `${manager} is no package manager that is known here`;
}

function whyNot({ config }: PinFacts, manager: Manager, { tool, origin, extras }: Found): string | undefined {
  const listed = config.tools[manager.name] ?? [];
  if (listed.some((name) => toolKey(manager, name) === toolKey(manager, tool)))
    return `tools.${manager.name} lists it already`;
  if (manager.name === 'npm' && partOfNode.has(tool)) return 'it comes with Node and moves with it';
  if (origin !== undefined) return `it comes from ${origin}, and a registry may have another of its name`;
  if (extras !== undefined) return `it was installed with its extras ${extras}, for which tools has no word`;
  return new RegExp(manager.toolPattern).test(tool) ? undefined : `it is no name of a tool of ${manager.name}`;
}

function toProposal(manager: Manager, { tool, version, unpinnable, from, isExact = false }: Found): ImportProposal {
  const pin = pinFor(manager, version, isExact);
  return {
    manager: manager.name,
    tool,
    pin,
    unpinnable: unpinnable ?? (pin === null ? (version ?? null) : null),
    from,
  };
}

/** Files of others write `0.12` for all of 0.12: in a Python pin that is one version, so it is said as a range. */
function pinFor({ scheme }: Manager, version: string | undefined, isExact: boolean): string | null {
  if (version === undefined) return null;
  const isPrefix = !isExact && scheme === 'pep440' && /^\d+(?:\.\d+)?$/.test(version);
  const text = isPrefix ? `${version}.x` : version;
  return schemeOf(scheme).range(text)?.isEmpty() === false ? text : null;
}

function toChanges({ config }: PinFacts, proposals: readonly ImportProposal[]): readonly ConfigChange[] {
  const lists = new Map<string, readonly string[]>();
  return proposals.flatMap(({ manager, tool, pin }): readonly ConfigChange[] => {
    const list = lists.get(manager) ?? config.tools[manager] ?? [];
    lists.set(manager, [...list, tool]);
    const add: ConfigChange = { kind: 'add', keys: ['tools', manager], value: tool, list };
    const hasPin = pin === null || pinText(config, manager, tool) !== undefined;
    return hasPin ? [add] : [add, { kind: 'set', keys: ['pins', manager, tool], value: pin }];
  });
}
