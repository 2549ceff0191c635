import { join } from 'node:path';
import { packagePlace } from '../config/package-place';
import type { FileReader } from '../system/ports/files';

/** One variable of config/data/env-vars.json (schema/env-vars.schema.json). */
export interface KnownVariable {
  readonly tool: string;
  readonly variable: string;
  /** The tool is on the machine when one of these is on the PATH. */
  readonly programs: readonly string[];
  readonly kind: 'cache' | 'config' | 'data' | 'state';
  /** Where it lies without the variable; null: there is no such cache unless the variable asks for one. */
  readonly default: Readonly<Record<'linux' | 'darwin' | 'win32', string | null>>;
  readonly template: string;
  readonly scope: 'global' | 'perProject';
  readonly evidence: 'tested' | 'doc' | 'memory';
  /** Why it is never set for all projects, or never moved. */
  readonly unsafe?: string;
  readonly note?: string;
}

/** The variables we know, from the package's own data. */
export function loadVariables(files: Pick<FileReader, 'read'>): readonly KnownVariable[] {
  const file = join(packagePlace().root, 'config', 'data', 'env-vars.json');
  // Part of the package; a test holds it against its schema.
  return (JSON.parse(files.read(file).toString('utf8')) as { readonly variables: readonly KnownVariable[] }).variables;
}
