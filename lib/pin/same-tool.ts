import { foldedName } from '../kernel/folded-name';

/** Those whose manager says `foldsNames`; a test holds them against it. */
const folding: ReadonlySet<string> = new Set(['pipx', 'uv']);

/** True for two names of one tool, for whoever knows its manager by name alone. */
export function isSameTool(manager: string, one: string, other: string): boolean {
  return one === other || (folding.has(manager) && foldedName(one) === foldedName(other));
}
