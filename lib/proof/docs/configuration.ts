import type { JsonSchema } from '../../config/config';

interface Row {
  readonly key: string;
  readonly takes: string;
  readonly describe: string;
}

/** The reference page of the config, from its schema. */
export function renderConfiguration(schema: JsonSchema): string {
  const rows = rowsOf(schema, '').map(({ key, takes, describe }) => `| \`${key}\` | ${takes} | ${describe} |`);
  return [
    '# Configuration',
    '',
    'Generated from the schema by `npm run generate`; the schema itself is `schema/toolstack.schema.json`.',
    '',
    'The file may be `{}`: everything has a default, and `npx just Config.Show` prints each value with its source. In order, later ones win:',
    'the defaults, the files named by `extends`, the file itself, variables such as `CLISTACK__logs__keepDays=20` (keys without regard to case).',
    '',
    'Which file: `--configFile`, else `CLISTACK_CONFIG`, else the nearest `toolstack.config.json` in the working folder or above it, else',
    '`$XDG_CONFIG_HOME/clistack/toolstack.config.json` (`%APPDATA%\\CliStack` on Windows), else the shipped default. Comments are allowed.',
    '',
    '| Key | Takes | What it is |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function rowsOf(schema: JsonSchema, prefix: string): readonly Row[] {
  return Object.entries(asObject(schema['properties'])).flatMap(([name, value]) => {
    const inner = asObject(value);
    const key = `${prefix}${name}`;
    if (inner['properties'] !== undefined) return rowsOf(inner, `${key}.`);
    const describe = typeof inner['description'] === 'string' ? inner['description'] : '';
    return [{ key, takes: takesOf(inner), describe: describe.replaceAll('|', '\\|') }];
  });
}

function takesOf(schema: JsonSchema): string {
  const { enum: values, const: only, type, minimum, maximum, items, additionalProperties, anyOf } = schema;
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  const kind = [type]
    .flat()
    .filter((name) => typeof name === 'string')
    .join(' or ');
  const range = [
    typeof minimum === 'number' ? `from ${minimum}` : '',
    typeof maximum === 'number' ? `to ${maximum}` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
  if (items !== undefined) return `${kind} of ${takesOf(asObject(items))}`;
  if (typeof additionalProperties === 'object') return `map to ${takesOf(asObject(additionalProperties))}`;
  if (Array.isArray(anyOf)) return anyOf.map((way) => takesOf(asObject(way))).join(' or ');
  return [kind, range].filter((text) => text !== '').join(' ');
}

function asObject(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
