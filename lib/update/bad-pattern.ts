import type { Manager } from '../pin';
import { suggest } from '../kernel/suggest';
import { schemeOf } from '../versions';
import type { PatternPlace } from './pattern-places';
import { isMeant, type MeantTool, type ToolPattern } from './patterns';

/** What is wrong with a pattern, and what it may have been meant to be. */
export interface PatternFault {
  readonly message: string;
  readonly allowed: string;
  readonly suggestion: string | null;
}

/** Why a pattern can mean nothing, in the order in which it is read: its blanks, its manager, its name, its range. */
export function badPattern(
  { pattern, takesRange }: PatternPlace,
  managers: readonly Manager[],
  listed: readonly MeantTool[],
): PatternFault | undefined {
  return (
    blankIn(pattern) ??
    unknownManager(pattern, managers, listed) ??
    impossibleName(pattern, managers, listed) ??
    (takesRange ? badRange(pattern, managers, listed) : needlessRange(pattern))
  );
}

/** The listed tool whose name is nearest, in the form of the pattern. */
export function nearestTool({ manager, tool, range }: ToolPattern, listed: readonly MeantTool[]): string | null {
  const whole = (one: { readonly manager: string; readonly tool: string }): string => `${one.manager}:${one.tool}`;
  const [near] =
    manager === undefined
      ? suggest(tool, new Set(listed.map((one) => one.tool)))
      : [
          ...listed.filter((one) => one.tool === tool.toLowerCase()).map(whole),
          ...suggest(whole({ manager, tool }), listed.map(whole)),
        ];
  return near === undefined ? null : `${near}${withAt(range)}`;
}

function blankIn({ manager, tool, range }: ToolPattern): PatternFault | undefined {
  const before = manager === undefined ? tool : `${manager}:${tool}`;
  if (!/\s/.test(before)) return undefined;
  const tight = before
    .split(':')
    .map((part) => part.trim())
    .join(':');
  const suggestion = tight === '' || /\s/.test(tight) ? null : `${tight}${withAt(range)}`;
  return { message: 'a blank stands in it', allowed: 'one pattern without blanks', suggestion };
}

function unknownManager(
  pattern: ToolPattern,
  managers: readonly Manager[],
  listed: readonly MeantTool[],
): PatternFault | undefined {
  const { manager, tool, range } = pattern;
  const names = managers.map(({ name }) => name);
  if (manager === undefined || names.includes(manager)) return undefined;
  const allowed = names.map((name) => `${name}:`).join(', ');
  if (manager === '')
    return { message: 'no package manager stands before the colon', allowed, suggestion: `${tool}${withAt(range)}` };
  const [near] = suggest(manager, names);
  const suggestion = near === undefined ? nearestTool(pattern, listed) : `${near}:${tool}${withAt(range)}`;
  return { message: `"${manager}" is no package manager`, allowed, suggestion };
}

function impossibleName(
  pattern: ToolPattern,
  managers: readonly Manager[],
  listed: readonly MeantTool[],
): PatternFault | undefined {
  const { manager, tool } = pattern;
  const allowed = 'prettier, @types/node, npm:prettier; * stands for any text, and no other sign does';
  if (tool === '') {
    const suggestion = manager === undefined ? null : `${manager}:*`;
    return { message: 'it names no tool', allowed, suggestion };
  }
  if (fitting(pattern, managers).some(({ toolPattern }) => canBeName(tool, new RegExp(toolPattern)))) return undefined;
  const whose = manager === undefined ? '' : ` of ${manager}`;
  return { message: `no tool${whose} can be named ${tool}`, allowed, suggestion: nearestTool(pattern, listed) };
}

/** What a star may stand for, as far as the form of a name goes: letters are alike, so one of them is enough. */
const fills = ['a', '', '@a/a', '@a/', 'a/a', '/a', 'a/', '@a', '/', '@'];

/** True when some text in the place of the stars makes it a name. More stars than two leave little that a name could not be. */
function canBeName(tool: string, name: RegExp): boolean {
  const [first = '', ...rest] = tool.toLowerCase().split('*');
  if (rest.length > 2) return true;
  const filled = rest.reduce<readonly string[]>(
    (begun, part) => begun.flatMap((text) => fills.map((fill) => `${text}${fill}${part}`)),
    [first],
  );
  return filled.some((text) => name.test(text));
}

function needlessRange({ range, text }: ToolPattern): PatternFault | undefined {
  if (range === undefined) return undefined;
  const allowed = 'a tool; versions stand in update.deny, update.maxMajor and pins';
  return { message: 'a version means nothing here', allowed, suggestion: text.slice(0, -range.length - 1) };
}

/** Every manager whose listed tools are meant has to read the range; where none is listed, one that might bring the tool. */
function badRange(
  pattern: ToolPattern,
  managers: readonly Manager[],
  listed: readonly MeantTool[],
): PatternFault | undefined {
  const { range, tool } = pattern;
  if (range === undefined) return undefined;
  if (range === '') return { message: 'no version stands after the @', allowed: examples, suggestion: null };
  const able = fitting(pattern, managers);
  const meant = able.filter(({ name }) => listed.some((one) => one.manager === name && isMeant(one, pattern)));
  const isEmptyFor = ({ scheme }: Manager): boolean => schemeOf(scheme).range(range)?.isEmpty() === true;
  const reads = (one: Manager): boolean => schemeOf(one.scheme).range(range)?.isEmpty() === false;
  if (meant.length > 0 ? meant.every(reads) : able.some(reads)) return undefined;
  const asked = meant.length > 0 ? meant : able;
  if (asked.some(isEmptyFor)) return { message: `no version is in "${range}"`, allowed: examples, suggestion: null };
  const reader = able.find(reads);
  const whose = asked.filter((one) => !reads(one)).map(({ name }) => name);
  return {
    message: `"${range}" is neither a version nor a range of ${whose.join(' or ')}`,
    allowed: examples,
    suggestion: reader === undefined ? null : `${reader.name}:${tool}${withAt(range)}`,
  };
}

const examples = 'prettier@3.6.2, prettier@3.6.x, prettier@>=3 <4, ruff@>=0.12,<1';

function fitting({ manager }: ToolPattern, managers: readonly Manager[]): readonly Manager[] {
  return managers.filter(({ name }) => manager === undefined || name === manager);
}

function withAt(range: string | undefined): string {
  return range === undefined ? '' : `@${range}`;
}
