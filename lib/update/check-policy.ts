import { escapePointer, type Config, type ConfigFinding } from '../config';
import { loadManagers } from '../pin';
import type { System } from '../system/port';
import { schemeOf } from '../versions';
import { badPattern, nearestTool } from './bad-pattern';
import type { UpdateConfig } from './config';
import { patternPlaces, type PatternPlace } from './pattern-places';
import { isMeant, keyFor, readPattern, type MeantTool } from './patterns';

type Found = Pick<ConfigFinding, 'message' | 'allowed' | 'suggestion' | 'severity'>;

/**
 * What of the policy does not do what it seems to say. A pattern that can mean nothing is an error: a `deny` that nobody can read would let
 * through what it was written against. One that means no listed tool is a warning: the list may belong to another machine.
 */
export function checkPolicy(
  system: Pick<System, 'files'>,
  { tools, update }: Pick<Config, 'tools' | 'update'>,
  load: (path: string) => unknown,
): readonly ConfigFinding[] {
  const managers = loadManagers(system, load);
  const listed = managers.flatMap(({ name: manager, scheme }) =>
    (tools[manager] ?? []).map((tool): MeantTool => ({ manager, tool, scheme: schemeOf(scheme) })),
  );
  const patterns = patternPlaces(update).flatMap((place) => {
    const bad = badPattern(place, managers, listed);
    const found = bad === undefined ? idlePattern(place, update, listed) : { ...bad, severity: 'error' as const };
    const { pointer, atKey, pattern } = place;
    return found === undefined ? [] : [{ pointer, atKey, found: JSON.stringify(pattern.text), ...found }];
  });
  return [...patterns, ...idleGroups(update, listed)];
}

function idlePattern(
  { pattern, pointer, atKey }: PatternPlace,
  { maxMajor, overrides }: UpdateConfig,
  listed: readonly MeantTool[],
): Found | undefined {
  if (/^\*+$/.test(pattern.tool)) return undefined;
  const meant = listed.filter((one) => isMeant(one, pattern));
  if (meant.length === 0) {
    const suggestion = nearestTool(pattern, listed);
    return { message: 'tools lists no tool that it means', allowed: '', suggestion, severity: 'warning' };
  }
  const keys = Object.keys(pointer.startsWith('/update/maxMajor/') ? maxMajor : overrides);
  const first = meant.map((one) => keyFor(keys, one)).find((key) => key !== undefined);
  if (!atKey || meant.some((one) => keyFor(keys, one) === pattern.text)) return undefined;
  const message = `"${first ?? ''}" goes before it, for every tool that it means`;
  return { message, allowed: 'first a key without *, then the longer one', suggestion: null, severity: 'warning' };
}

function idleGroups({ groups }: UpdateConfig, listed: readonly MeantTool[]): readonly ConfigFinding[] {
  const taken = new Map<MeantTool, string>();
  return Object.entries(groups).flatMap(([name, { tools }]): readonly ConfigFinding[] => {
    const meant = listed.filter((one) => tools.some((text) => isMeant(one, readPattern(text))));
    const free = meant.filter((one) => !taken.has(one));
    for (const one of free) taken.set(one, name);
    if (free.length > 0 || (meant.length === 0 && tools.length > 0)) return [];
    const [first] = meant.flatMap((one) => taken.get(one) ?? []);
    const message =
      first === undefined
        ? 'no tool is in the group'
        : `every tool of it is in the group "${first}", which stands first`;
    const allowed = 'each tool in one group';
    const at = { pointer: `/update/groups/${escapePointer(name)}`, atKey: true, found: JSON.stringify(name) };
    return [{ ...at, message, allowed, suggestion: null, severity: 'warning' }];
  });
}
