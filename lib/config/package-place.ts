import { dirname } from 'node:path';
import { inFolder } from '../system/in-folder';

/** Where the package's own files lie, seen from this compiled or source room. */
export interface PackagePlace {
  readonly root: string;
  /** Tasks that come with the package: compiled beside this code, or the sources in tests. */
  readonly tasks: string;
  readonly shippedConfig: string;
  /** What the build makes of the sources lies beside them: this code was built. */
  readonly isBuilt: boolean;
}

export function packagePlace(roomFolder: string = __dirname): PackagePlace {
  const code = dirname(dirname(roomFolder));
  const isBuilt = code === inFolder(dirname(code), 'dist');
  const root = isBuilt ? dirname(code) : code;
  return {
    root,
    tasks: inFolder(code, 'tasks'),
    shippedConfig: inFolder(inFolder(root, 'config'), 'toolstack.config.json'),
    isBuilt,
  };
}

/** The version in the package's own package.json. */
export function readVersion(readText: (path: string) => string, root: string): string {
  const manifest: unknown = JSON.parse(readText(inFolder(root, 'package.json')));
  const version: unknown =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null;
  return typeof version === 'string' ? version : '0.0.0';
}
