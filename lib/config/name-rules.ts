import { foldedName } from '../kernel/folded-name';
import { isPlain } from './merge';
import type { PathFinding } from './path-rules';
import { hasFoldedNames } from './pieces';
import { escapePointer } from './pointer';

/** The names that were met, folded, of each package manager: `ruff` in its tools and `Ruff` in its pins would be two. */
type Met = Map<string, Map<string, { readonly name: string; readonly pointer: string }>>;

/** Every folded name that another spelling of it stands before, in the same place or in another one of its manager: a schema knows only texts. */
export function checkNames(value: unknown, schema: unknown): readonly PathFinding[] {
  return visit(value, schema, '', '', new Map());
}

function visit(value: unknown, schema: unknown, key: string, pointer: string, met: Met): readonly PathFinding[] {
  if (hasFoldedNames(schema)) return otherSpellings(namesIn(value, pointer), key, met);
  if (!isPlain(value) || !isPlain(schema)) return [];
  const properties = isPlain(schema['properties']) ? schema['properties'] : {};
  return Object.entries(value).flatMap(([inner, entry]) =>
    visit(entry, properties[inner], inner, `${pointer}/${escapePointer(inner)}`, met),
  );
}

function namesIn(value: unknown, pointer: string): readonly (readonly [name: string, pointer: string])[] {
  if (Array.isArray(value)) return value.map((name, index) => [String(name), `${pointer}/${index}`]);
  return isPlain(value) ? Object.keys(value).map((name) => [name, `${pointer}/${escapePointer(name)}`]) : [];
}

function otherSpellings(
  names: readonly (readonly [name: string, pointer: string])[],
  manager: string,
  met: Met,
): readonly PathFinding[] {
  const known = met.get(manager) ?? new Map<string, { readonly name: string; readonly pointer: string }>();
  met.set(manager, known);
  return names.flatMap(([name, pointer]): readonly PathFinding[] => {
    const folded = foldedName(name);
    const first = known.get(folded);
    if (first === undefined) known.set(folded, { name, pointer });
    if (first === undefined || first.name === name) return [];
    const message = `the name is another spelling of ${first.pointer}`;
    const allowed = 'one spelling of each name, in tools and in pins';
    return [{ pointer, message, found: JSON.stringify(name), allowed }];
  });
}
