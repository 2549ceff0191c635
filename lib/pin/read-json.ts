import type { System } from '../system/port';

export type Json = Readonly<Record<string, unknown>>;

/** An object, or undefined for everything else. */
export function asObject(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

/** The objects in a list; none for everything that is no list. */
export function objectsIn(value: unknown): readonly Json[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((entry) => {
    const object = asObject(entry);
    return object === undefined ? [] : [object];
  });
}

/** The object that a text holds; undefined when it is cut off or none: other programs write it, at any time. */
export function parseObject(text: string): Json | undefined {
  return asObject(parseJson(text));
}

/** The value that a text holds, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Whoever asked knows what a text without a value means.
    return undefined;
  }
}

/** The object in a file of another program; undefined when the file is absent or no JSON. */
export function readObject({ files }: Pick<System, 'files'>, path: string): Json | undefined {
  return files.stat(path) === undefined ? undefined : parseObject(files.readText(path));
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
