import { nameKey } from '../kernel/reference';
import type { TaskFile } from './task-files';

/**
 * Which name would fit the path of a task file, in words.
 * @lazy
 */
export function fittingName({ path, key, family }: TaskFile): string {
  const parts = path.split(/[\\/]/);
  const file = parts.pop() ?? '';
  if (family && key === '.') return 'a [family] file lies in a folder, whose name is the first part of the names in it';
  const own = family ? [] : [file.slice(0, file.lastIndexOf('.'))];
  const wanted = family ? key.slice(0, -1) : key;
  // The folder of the tasks is not known here, so parts are taken until they say what the key says.
  let typed = own.join('.');
  while (nameKey(typed) !== wanted && parts.length > 0)
    typed = [parts.pop() ?? '', ...(typed === '' ? [] : [typed])].join('.');
  const name = typed.split('.').map(capitalised).join('.');
  if (!/^[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)*$/.test(name))
    return 'no name does, for it has more in it than letters, digits and hyphens';
  return family ? `the names in it begin with ${name}.` : `it would be ${name}`;
}

/** `drift-fail` is `DriftFail`. */
function capitalised(part: string): string {
  return part
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
