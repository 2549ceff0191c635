import type { ErrorObject } from 'ajv';
import type { JsonSchema } from './config';

/** A compiled schema: answers, and leaves its errors on itself, as ajv's functions do. */
export interface Validate {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

const options = { allErrors: true, strict: true, allowUnionTypes: true, verbose: true } as const;

/** Compiles a schema in this process. */
export function compileValidator(schema: JsonSchema): Validate {
  const { Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv(options).compile(schema);
}

/** The same validator as the text of a CommonJS module. */
export function renderValidator(schema: JsonSchema): string {
  const { Ajv } = require('ajv') as typeof import('ajv');
  const { default: standalone } = require('ajv/dist/standalone') as typeof import('ajv/dist/standalone');
  const ajv = new Ajv({ ...options, code: { source: true } });
  return standalone(ajv, ajv.compile(schema));
}
