import { sep } from 'node:path';

/**
 * A name in a folder whose path is written as Node writes paths. `join` looks at every letter of both again, and a start puts forty paths
 * together. With '' the path that all that lies in the folder begins with.
 */
export function inFolder(folder: string, name: string): string {
  return folder.endsWith(sep) ? `${folder}${name}` : `${folder}${sep}${name}`;
}
