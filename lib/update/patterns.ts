import { foldedName } from '../kernel/folded-name';
import type { VersionScheme } from '../versions';

/** A tool by the manager that it comes from. */
export interface ToolName {
  readonly manager: string;
  readonly tool: string;
}

/** A tool that patterns are held against. */
export interface MeantTool extends ToolName {
  readonly scheme: VersionScheme;
}

/** A pattern of the policy: `prettier`, `npm:@types/*`, `pipx:*`, `*`, and in `deny` with a range: `npm:eslint@9.x`. */
export interface ToolPattern {
  /** As it is written in the config. */
  readonly text: string;
  readonly manager: string | undefined;
  readonly tool: string;
  /** What follows the @; empty where nothing does. */
  readonly range: string | undefined;
}

export function readPattern(text: string): ToolPattern {
  const [, manager, rest = ''] = /^(?:([^:@]*):)?(.*)$/s.exec(text) ?? [];
  // The first character may be the @ of an npm scope.
  const at = rest.indexOf('@', 1);
  return at === -1
    ? { text, manager, tool: rest, range: undefined }
    : { text, manager, tool: rest.slice(0, at), range: rest.slice(at + 1) };
}

/**
 * True when the pattern means the tool; its range is another question. `*` stands for any text, also over a slash, and no other sign stands
 * for anything but itself. Case does not count, and in names of Python packages neither does what separates their words.
 */
export function isMeant({ manager, tool, scheme }: MeantTool, pattern: ToolPattern): boolean {
  if (pattern.manager !== undefined && pattern.manager !== manager) return false;
  // Who writes versions as PEP 440 says names packages as PEP 503 says.
  const fold = scheme.name === 'pep440' ? foldedName : (name: string): string => name.toLowerCase();
  return fitsStars(fold(tool), fold(pattern.tool));
}

function fitsStars(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** The key that holds for the tool: one without `*` goes before one with it, and then the longer one. */
export function keyFor(keys: readonly string[], name: MeantTool): string | undefined {
  return keys
    .filter((text) => isMeant(name, readPattern(text)))
    .toSorted((a, b) => Number(a.includes('*')) - Number(b.includes('*')) || b.length - a.length)[0];
}

/** What a map says of the tool. */
export function lookUp<T>(map: Readonly<Record<string, T>>, name: MeantTool): T | undefined {
  const key = keyFor(Object.keys(map), name);
  return key === undefined ? undefined : map[key];
}
