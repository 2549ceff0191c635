/** A tool by the manager that it comes from. */
export interface ToolName {
  readonly manager: string;
  readonly tool: string;
}

/** A pattern of the policy: `prettier`, `npm:@types/*`, `pipx:*`, `*`, and in `deny` with a range: `npm:eslint@9.x`. */
export interface ToolPattern {
  readonly manager: string | undefined;
  readonly tool: string;
  readonly range: string | undefined;
}

export function readPattern(text: string): ToolPattern {
  const [, manager, rest = ''] = /^(?:([a-z][a-z0-9]*):)?(.*)$/.exec(text) ?? [];
  // The first character may be the @ of an npm scope.
  const at = rest.indexOf('@', 1);
  return at === -1
    ? { manager, tool: rest, range: undefined }
    : { manager, tool: rest.slice(0, at), range: rest.slice(at + 1) };
}

/** True when the pattern means the tool; its range is another question. `*` stands for any text, also over a slash. */
export function isMeant({ manager, tool }: ToolName, pattern: ToolPattern): boolean {
  if (pattern.manager !== undefined && pattern.manager !== manager) return false;
  const [first = '', ...rest] = pattern.tool.split('*');
  const last = rest.pop();
  if (last === undefined) return tool === first;
  if (!tool.startsWith(first) || !tool.endsWith(last) || tool.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of rest) {
    const found = tool.indexOf(part, at);
    if (found === -1 || found + part.length > tool.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

/** The value of the first key that means the tool; a key without `*` goes before one with it. */
export function lookUp<T>(map: Readonly<Record<string, T>>, name: ToolName): T | undefined {
  const keys = Object.keys(map).sort((a, b) => Number(a.includes('*')) - Number(b.includes('*')));
  const key = keys.find((text) => isMeant(name, readPattern(text)));
  return key === undefined ? undefined : map[key];
}
