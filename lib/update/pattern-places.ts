import { escapePointer } from '../config';
import type { UpdateConfig } from './config';
import { readPattern, type ToolPattern } from './patterns';

/** A pattern of the policy, where it stands. */
export interface PatternPlace {
  readonly pointer: string;
  /** True where it is the key of a map. */
  readonly atKey: boolean;
  /** True where it may name versions. */
  readonly takesRange: boolean;
  readonly pattern: ToolPattern;
}

/** Every pattern of the policy. */
export function patternPlaces({ allow, deny, maxMajor, groups, overrides }: UpdateConfig): readonly PatternPlace[] {
  return [
    ...inList('/update/allow', allow),
    ...inList('/update/deny', deny, true),
    ...inMap('/update/maxMajor', maxMajor),
    ...Object.entries(groups).flatMap(([name, { tools }]) =>
      inList(`/update/groups/${escapePointer(name)}/tools`, tools),
    ),
    ...inMap('/update/overrides', overrides),
  ];
}

function inList(pointer: string, texts: readonly string[], takesRange = false): readonly PatternPlace[] {
  return texts.map((text, index) => ({
    pointer: `${pointer}/${index}`,
    atKey: false,
    takesRange,
    pattern: readPattern(text),
  }));
}

function inMap(pointer: string, map: Readonly<Record<string, unknown>>): readonly PatternPlace[] {
  return Object.keys(map).map((text) => ({
    pointer: `${pointer}/${escapePointer(text)}`,
    atKey: true,
    takesRange: false,
    pattern: readPattern(text),
  }));
}
