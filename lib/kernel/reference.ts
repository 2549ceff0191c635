/** A reference as the caller meant it: the caller, not the task, decides whether a failure matters. */
export interface ParsedReference {
  readonly name: string;
  readonly safe: boolean;
}

/** Reads `'X'`, `'X?'` and its shell-proof spelling `'X~'`. */
export function parseReference(reference: string): ParsedReference {
  const safe = reference.endsWith('?') || reference.endsWith('~');
  return { name: safe ? reference.slice(0, -1) : reference, safe };
}

/** Finds the true name for one as it was typed. The map of all spellings is made when somebody spells differently, which is rare. */
export function createNameFinder(
  names: Pick<ReadonlyMap<string, unknown>, 'has' | 'keys'>,
): (typed: string) => string | undefined {
  let byKey: Map<string, string> | undefined;
  return (typed) => {
    if (names.has(typed)) return typed;
    if (byKey === undefined) {
      byKey = new Map();
      for (const name of names.keys()) byKey.set(nameKey(name), name);
    }
    return byKey.get(nameKey(typed));
  };
}

/**
 * The spelling of a name with a capital at the beginning and after each dot and none besides, which most names are: two names are one task when
 * this is the same.
 */
export function plainSpelling(name: string): string {
  return isPlain(name) ? name : respell(name);
}

/** Letter by letter: to make an expression takes longer than to look at the names of a small run. */
function isPlain(name: string): boolean {
  let isFirst = true;
  for (let at = 0; at < name.length; at += 1) {
    const code = name.charCodeAt(at);
    if (code === dot && !isFirst) isFirst = true;
    else {
      if (code === dot || code === hyphen || isFirst !== (code >= capitalA && code <= capitalZ)) return false;
      isFirst = false;
    }
  }
  return true;
}

/** So many names pay for an expression, which looks at each in a tenth of the time. */
const manyNames = 300;
let shape: RegExp | undefined;

/** The shape of a plain name of letters and digits alone, where there are names enough for it; others may be plain as well. */
export function plainShapeFor(names: number): RegExp | undefined {
  return names < manyNames ? undefined : (shape ??= /^[A-Z][a-z0-9]*(?:\.[A-Z][a-z0-9]*)*$/);
}

const hyphen = 45;
const dot = 46;
const capitalA = 65;
const capitalZ = 90;

function respell(name: string): string {
  return nameKey(name).replace(/(^|\.)[a-z]/g, (first) => first.toUpperCase());
}

/** Two names are one task when they differ in case and hyphens only: `pin.drift-fail` is `Pin.DriftFail`. */
export function nameKey(name: string): string {
  const lower = name.toLowerCase();
  return lower.includes('-') ? lower.replaceAll('-', '') : lower;
}
