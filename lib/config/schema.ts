import type { ConfigPiece, JsonSchema } from './config';
import { corePieces } from './core-pieces';

/** The schema of the whole config file, composed of the pieces of the nouns. */
export interface ComposedConfig {
  readonly schema: JsonSchema;
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** Puts the core keys and the nouns' pieces together; nouns in name order, so that the result does not depend on the disk. */
export function composeConfig(nouns: readonly ConfigPiece[]): ComposedConfig {
  const pieces = [...corePieces, ...[...nouns].sort((a, b) => (a.key < b.key ? -1 : 1))];
  const properties: Record<string, unknown> = {
    $schema: { type: 'string', description: 'Where editors find this schema.' },
    version: { const: 1, description: 'Version of the format.' },
    extends: {
      anyOf: [
        { type: 'string', minLength: 1 },
        { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 8 },
      ],
      description: 'Config files that this one refines, relative to it; later ones win, this file wins over all.',
    },
  };
  const defaults: Record<string, unknown> = { version: 1 };
  for (const { key, schema, defaults: value } of pieces) {
    properties[key] = schema;
    defaults[key] = value;
  }
  return {
    schema: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: 'toolstack.schema.json',
      title: 'CliStack toolstack config',
      type: 'object',
      additionalProperties: false,
      properties,
    },
    defaults,
  };
}
