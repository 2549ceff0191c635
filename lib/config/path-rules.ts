import { normalPath } from '../system/normal-path';
import type { System } from '../system/port';
import { escapePointer } from './pointer';
import { isPlain, type Plain } from './merge';
import { expandHome, isInside } from './paths';
import { isCodeFolderSchema, isPathEntrySchema, isPathSchema } from './pieces';

/** What is wrong with a managed path beyond its shape. */
export interface PathFinding {
  readonly pointer: string;
  readonly message: string;
  readonly found: string;
  readonly allowed: string;
}

interface ManagedPath {
  readonly pointer: string;
  readonly text: string;
  readonly path: string;
  /** Holds code that we only read, so it may lie in any other folder. */
  readonly code: boolean;
  /** Is put on the PATH. */
  readonly entry: boolean;
}

/**
 * Rules a schema cannot say: never the home itself or a folder above it, never a folder inside another managed one, and on the PATH none with
 * what ends an entry of it on this system.
 */
export function checkPaths(
  config: Plain,
  schema: Plain,
  { home, pathSeparator }: Pick<System['machine'], 'home' | 'pathSeparator'>,
): readonly PathFinding[] {
  const managed = managedPaths(config, schema, '', home);
  const ownHome = normalise(home);
  return managed.flatMap(({ pointer, text, path, code, entry }) => {
    if (isInside(ownHome, path)) {
      return [
        {
          pointer,
          message: 'the path is the home folder itself or holds it',
          found: JSON.stringify(text),
          allowed: 'a folder inside the home, or elsewhere',
        },
      ];
    }
    if (code) return [];
    // A colon is none where it may stand behind the letter of a drive: everywhere else the schema refuses it.
    if (entry && pathSeparator !== ':' && path.includes(pathSeparator)) {
      return [
        {
          pointer,
          message: `the path holds a ${pathSeparator}, which ends an entry of the PATH`,
          found: JSON.stringify(text),
          allowed: `a folder without ${pathSeparator} in its name`,
        },
      ];
    }
    const other = managed.find(
      (candidate) => candidate.pointer !== pointer && !candidate.code && isInside(path, candidate.path),
    );
    if (other === undefined) return [];
    const message =
      path === other.path ? `the path is the same as ${other.pointer}` : `the path lies inside ${other.pointer}`;
    return [
      { pointer, message, found: JSON.stringify(text), allowed: 'a folder outside every other folder of the config' },
    ];
  });
}

function managedPaths(value: unknown, schema: unknown, pointer: string, home: string): readonly ManagedPath[] {
  if (typeof value === 'string') {
    const code = isCodeFolderSchema(schema);
    if (!code && !isPathSchema(schema)) return [];
    // Trailing separators and doubled ones name the same folder.
    return [{ pointer, text: value, path: normalise(expandHome(value, home)), code, entry: isPathEntrySchema(schema) }];
  }
  if (!isPlain(schema)) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => managedPaths(item, schema['items'], `${pointer}/${index}`, home));
  const properties = isPlain(schema['properties']) ? schema['properties'] : {};
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    managedPaths(inner, properties[key], `${pointer}/${escapePointer(key)}`, home),
  );
}

/** `.` segments, doubled and trailing separators name the same folder, and so do upper and lower case on a drive of Windows. */
function normalise(path: string): string {
  const whole = normalPath(path);
  const isOpen = whole.length > 1 && (whole.endsWith('/') || whole.endsWith('\\'));
  const plain = isOpen ? whole.slice(0, -1) : whole;
  return plain[1] === ':' && plain[0] !== '/' ? plain.toLowerCase() : plain;
}
