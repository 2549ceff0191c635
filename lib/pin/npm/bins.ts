import { posix } from 'node:path';
import { asObject, asText } from '../read-json';

/**
 * The programs of a package: the file of each by the name that npm gives it in `.bin`. Whatever stands before the last slash of a key is not
 * part of the name, so `./git` is `git`, and no file lies outside of the package. One path alone is called as the package, without its scope.
 * @param bin as in its package.json.
 */
export function binsOf(tool: string, bin: unknown): ReadonlyMap<string, string> {
  const own = asText(bin);
  const named = own === undefined ? (asObject(bin) ?? {}) : { [tool]: own };
  return new Map(
    Object.entries(named).flatMap(([key, file]) => {
      const name = posix.basename(key.replaceAll(/[\\:]/g, '/'));
      if (typeof file !== 'string' || ['', '.', '..'].includes(name)) return [];
      const target = posix.join('/', file.replaceAll('\\', '/')).slice(1);
      return target === '' ? [] : [[name, target] as const];
    }),
  );
}
