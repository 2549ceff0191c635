import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import type { ComposedConfig } from './schema';
import type { Validate } from './validator';

export interface ConfigRules extends ComposedConfig {
  /** Right or wrong, and nothing else: what a valid config pays. */
  readonly accepts: (value: unknown) => boolean;
  /** Every error with all that explains it. Opened when there is one. */
  readonly validate: Validate;
}

/** Files the build writes beside the compiled config room. */
export const generatedNames = {
  composed: 'composed.generated.json',
  judge: 'judge.generated.js',
  validator: 'validator.generated.js',
} as const;

/**
 * Schema, defaults and validator: the ones the build generated (no ajv at run time, it costs more than a whole small run), or made
 * now where there is no build, as in tests.
 */
export function loadConfigRules(files: FileReader, load: (path: string) => unknown): ConfigRules {
  const composedFile = join(__dirname, generatedNames.composed);
  const validatorFile = join(__dirname, generatedNames.validator);
  if (files.stat(composedFile) !== undefined && files.stat(validatorFile) !== undefined) {
    // Written by our own build beside this very file.
    const composed = JSON.parse(files.read(composedFile).toString('utf8')) as ComposedConfig;
    return {
      ...composed,
      accepts: load(join(__dirname, generatedNames.judge)) as Validate,
      get validate() {
        return load(validatorFile) as Validate;
      },
    };
  }
  const { findConfigPieces } = require('./find-pieces') as typeof import('./find-pieces');
  const { composeConfig } = require('./schema') as typeof import('./schema');
  const { compileValidator } = require('./validator') as typeof import('./validator');
  const composed = composeConfig(findConfigPieces(files, join(__dirname, '..'), load));
  const validate = compileValidator(composed.schema);
  return { ...composed, accepts: validate, validate };
}
