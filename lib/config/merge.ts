import { escapePointer } from './pointer';

export type Plain = Readonly<Record<string, unknown>>;

/** Where each value came from: `default`, a file, or an environment variable, by JSON pointer. */
export type Sources = Map<string, string>;

/** `over` laid on `under`: objects key by key, everything else replaced. Sources of what was replaced are noted, where somebody wants them. */
export function mergeConfig(
  under: Plain,
  over: Plain,
  source: string,
  sources: Sources | undefined,
  pointer = '',
): Plain {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const at = sources === undefined ? '' : `${pointer}/${escapePointer(key)}`;
    const old = merged[key];
    if (isPlain(value) && isPlain(old)) {
      merged[key] = mergeConfig(old, value, source, sources, at);
      continue;
    }
    merged[key] = value;
    if (sources === undefined) continue;
    for (const known of [...sources.keys()]) if (known.startsWith(`${at}/`)) sources.delete(known);
    noteSource(value, source, sources, at);
  }
  return merged;
}

/** Notes one source for every value inside `value`; an empty object is a value itself. */
export function noteSource(value: unknown, source: string, sources: Sources, pointer: string): void {
  if (!isPlain(value) || Object.keys(value).length === 0) {
    sources.set(pointer, source);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    noteSource(inner, source, sources, `${pointer}/${escapePointer(key)}`);
}

/** The value where it is an object, and an empty one where it is not. */
export function asObject(value: unknown): Plain {
  return isPlain(value) ? value : {};
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
