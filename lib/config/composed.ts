import { join } from 'node:path';
import type { FileReader } from '../system/ports/files';
import { findConfigPieces } from './find-pieces';
import { composeConfig, type ComposedConfig } from './schema';
import { compileValidator, type Validate } from './validator';

export interface ConfigRules extends ComposedConfig {
  readonly validate: Validate;
}

/** Files the build writes beside the compiled config room. */
export const generatedNames = { composed: 'composed.generated.json', validator: 'validator.generated.js' } as const;

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
    return { ...composed, validate: load(validatorFile) as Validate };
  }
  const composed = composeConfig(findConfigPieces(files, join(__dirname, '..'), load));
  return { ...composed, validate: compileValidator(composed.schema) };
}
