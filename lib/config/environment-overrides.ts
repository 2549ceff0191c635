import { suggest } from '../kernel/suggest';
import type { JsonSchema } from './config';
import { isPlain, type Plain } from './merge';
import type { ConfigProblem } from './problem';
import { scanText } from './scan-text';

export interface EnvironmentOverride {
  readonly variable: string;
  readonly value: Plain;
}

const prefix = 'CLISTACK__';

/** True for the source of a value that a variable sets: what a file says of it has no say then. */
export function isOverride(source: string): boolean {
  return source.startsWith(prefix);
}

/** Overrides such as `CLISTACK__logs__keepDays=20`: keys without regard to case, values read as what the schema wants there. */
export function readOverrides(
  env: Readonly<Record<string, string>>,
  rules: { readonly schema: JsonSchema },
): { readonly overrides: readonly EnvironmentOverride[]; readonly problems: readonly ConfigProblem[] } {
  const overrides: EnvironmentOverride[] = [];
  const problems: ConfigProblem[] = [];
  const named = Object.keys(env).filter((name) => name.startsWith(prefix));
  if (named.length === 0) return { overrides, problems };
  const { schema } = rules;
  for (const variable of named.sort()) {
    const path = resolveKeys(variable.slice(prefix.length).split('__'), schema);
    if (!('keys' in path)) {
      problems.push({
        source: variable, pointer: '', line: null, column: null, severity: 'error', message: 'the variable names no key of the config',
        found: path.unknown, allowed: path.known.join(', '), suggestion: suggest(path.unknown, path.known)[0] ?? null,
      }); // prettier-ignore
      continue;
    }
    const value = readText(env[variable] ?? '', path.schema);
    overrides.push({
      variable,
      value: path.keys.reduceRight<Plain>(
        (inner, key, index) => ({ [key]: index === path.keys.length - 1 ? value : inner }),
        {},
      ),
    });
  }
  return { overrides, problems };
}

type ResolvedKeys =
  | { readonly keys: readonly string[]; readonly schema: JsonSchema }
  | { readonly unknown: string; readonly known: readonly string[] };

function resolveKeys(parts: readonly string[], root: JsonSchema): ResolvedKeys {
  const keys: string[] = [];
  let schema = root;
  for (const part of parts) {
    const {
      $schema: _schema,
      extends: _extends,
      ...properties
    } = isPlain(schema['properties']) ? schema['properties'] : {};
    const key = Object.keys(properties).find((name) => name.toLowerCase() === part.toLowerCase());
    const free = schema['additionalProperties'];
    const next = key === undefined ? free : properties[key];
    if (!isPlain(next)) return { unknown: part, known: Object.keys(properties) };
    keys.push(key ?? part);
    schema = next;
  }
  return { keys, schema };
}

/** Texts become what the schema wants; what does not fit stays a text and is reported by the validator. */
function readText(text: string, schema: JsonSchema): unknown {
  const types = [schema['type']].flat();
  if (text === String(schema['const'])) return schema['const'];
  if (types.includes('null') && text === 'null') return null;
  if (types.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if ((types.includes('integer') || types.includes('number')) && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  if ((types.includes('array') || types.includes('object')) && /^\s*[[{]/.test(text)) return parseOr(text);
  if (types.includes('array')) return text === '' ? [] : text.split(',').map((part) => part.trim());
  return text;
}

function parseOr(text: string): unknown {
  // Too deep for a parser that calls itself: the text has the wrong type then, which is said.
  if (scanText(text).tooDeep) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the text itself is reported as having the wrong type.
    return text;
  }
}
