import { join } from 'node:path';
import { inFolder } from '../system/in-folder';
import type { FileReader } from '../system/ports/files';
import type { JsonSchema } from './config';
import { fits } from './fits';
import { asObject, isPlain, type Plain } from './merge';
import type { ComposedConfig } from './schema';
import type { Validate } from './validator';

export interface ConfigRules extends ComposedConfig {
  /** The schema of one top-level key: the whole of it is only put together when somebody asks for it. */
  readonly schemaOf: (key: string) => JsonSchema | undefined;
  /** Right or wrong, and nothing else: what a valid config pays. */
  readonly accepts: (value: Plain) => boolean;
  /** Every error with all that explains it. Opened when there is one. */
  readonly validate: Validate;
}

/** Files the build writes beside the compiled config room. */
export const generatedNames = { composed: 'composed.generated.js', validator: 'validator.generated.js' } as const;

/** The composed config as the build keeps it. Texts: one that is parsed takes a start a fifth of the time of a literal of the language. */
interface KeptConfig {
  readonly defaults: string;
  readonly head: string;
  /** The top-level keys, and the schema of each at the same place: lists take a start less than a table does. */
  readonly keys: readonly string[];
  readonly pieces: readonly string[];
}

/** The composed config as the text of a CommonJS module. */
export function renderComposed({ schema, defaults }: ComposedConfig): string {
  const { properties, ...head } = schema;
  const table = asObject(properties);
  const pieces = Object.values(table).map((piece) => JSON.stringify(piece));
  const kept: KeptConfig = {
    defaults: JSON.stringify(defaults),
    head: JSON.stringify(head),
    keys: Object.keys(table),
    pieces,
  };
  return `'use strict';\nmodule.exports = ${JSON.stringify(kept)};\n`;
}

export interface RulesRequest {
  readonly files: FileReader;
  readonly load: (path: string) => unknown;
  /** The build has left what it made beside this very file. */
  readonly isBuilt: boolean;
}

/**
 * Schema, defaults and validator: the ones the build generated (no ajv at run time, it costs more than a whole small run), or made
 * now where there is no build, as in tests.
 */
export function loadConfigRules({ files, load, isBuilt }: RulesRequest): ConfigRules {
  if (isBuilt) {
    return keptRules(
      load(inFolder(__dirname, generatedNames.composed)) as KeptConfig,
      () => load(join(__dirname, generatedNames.validator)) as Validate,
    );
  }
  const { findConfigPieces } = require('./find-pieces') as typeof import('./find-pieces');
  const { composeConfig } = require('./schema') as typeof import('./schema');
  const { compileValidator } = require('./validator') as typeof import('./validator');
  const composed = composeConfig(findConfigPieces(files, join(__dirname, '..'), load));
  const { properties } = composed.schema;
  const schemaOf = (key: string): JsonSchema | undefined => pieceOf(properties, key);
  const validate = compileValidator(composed.schema);
  return { ...composed, schemaOf, accepts: (value) => certain(value, schemaOf) || validate(value), validate };
}

function keptRules({ defaults, head, keys, pieces }: KeptConfig, validator: () => Validate): ConfigRules {
  const parsed = new Map<string, JsonSchema>();
  const schemaOf = (key: string): JsonSchema | undefined => {
    const text = pieces[keys.indexOf(key)];
    if (text === undefined) return undefined;
    const schema = parsed.get(key) ?? (JSON.parse(text) as JsonSchema);
    parsed.set(key, schema);
    return schema;
  };
  return {
    defaults: JSON.parse(defaults) as Plain,
    schemaOf,
    accepts: (value) => certain(value, schemaOf) || validator()(value),
    get schema() {
      return {
        ...(JSON.parse(head) as JsonSchema),
        properties: Object.fromEntries(keys.map((key) => [key, schemaOf(key)])),
      };
    },
    get validate() {
      return validator();
    },
  };
}

function certain(value: Plain, schemaOf: ConfigRules['schemaOf']): boolean {
  return Object.keys(value).every((key) => {
    const schema = schemaOf(key);
    return schema !== undefined && fits(value[key], schema);
  });
}

function pieceOf(properties: unknown, key: string): JsonSchema | undefined {
  const piece = isPlain(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return isPlain(piece) ? piece : undefined;
}
