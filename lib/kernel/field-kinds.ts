const words = { string: 'a text', function: 'a function' } as const;

/** The first field that is missing or of another kind than it has to be, in words: `has no title`. Undefined where all are right. */
export function problemOfKinds(value: object, kinds: Readonly<Record<string, keyof typeof words>>): string | undefined {
  for (const [field, kind] of Object.entries(kinds)) {
    const found: unknown = Reflect.get(value, field);
    if (found === undefined) return `has no ${field}`;
    if (typeof found !== kind) return `has something else than ${words[kind]} as '${field}'`;
  }
  return undefined;
}
