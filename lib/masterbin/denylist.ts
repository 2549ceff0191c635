import { join } from 'node:path';
import { packagePlace } from '../config/package-place';
import type { FileReader } from '../system/ports/files';

/** Names of config/data/system-names.json (schema/system-names.schema.json): what scripts and the system itself rely on. */
export function loadSystemNames(files: Pick<FileReader, 'read'>): ReadonlySet<string> {
  const file = join(packagePlace().root, 'config', 'data', 'system-names.json');
  // Part of the package; a test holds it against its schema.
  const { names } = JSON.parse(files.read(file).toString('utf8')) as {
    readonly names: Readonly<Record<string, readonly string[]>>;
  };
  return new Set(Object.values(names).flat());
}
