import { foldedName } from '../kernel/folded-name';
import { isPlain } from './merge';
import type { PathFinding } from './path-rules';
import { isFoldedList } from './pieces';
import { escapePointer } from './pointer';

/** Every name in a list of folded names that another spelling of it stands before: a schema knows only texts that are equal. */
export function checkNames(value: unknown, schema: unknown, pointer = ''): readonly PathFinding[] {
  if (Array.isArray(value)) return isFoldedList(schema) ? doubles(value.map(String), pointer) : [];
  if (!isPlain(value) || !isPlain(schema)) return [];
  const properties = isPlain(schema['properties']) ? schema['properties'] : {};
  return Object.entries(value).flatMap(([key, inner]) =>
    checkNames(inner, properties[key], `${pointer}/${escapePointer(key)}`),
  );
}

function doubles(names: readonly string[], pointer: string): readonly PathFinding[] {
  const places = new Map<string, number>();
  return names.flatMap((name, index): readonly PathFinding[] => {
    const folded = foldedName(name);
    const first = places.get(folded);
    if (first === undefined) {
      places.set(folded, index);
      return [];
    }
    const message = `the name is another spelling of ${pointer}/${first}`;
    const allowed = 'each name once, whatever its case and whatever separates its words';
    return [{ pointer: `${pointer}/${index}`, message, found: JSON.stringify(name), allowed }];
  });
}
