import { join } from 'node:path';
import type { System } from '../../system/port';
import { integrityRefused } from '../faults';
import { exposedPrograms, sitePackages } from '../python/environment';

/** Files by their path in a folder, with the hash of what they consist of. */
export type FileHashes = ReadonlyMap<string, string>;

/** What uv makes itself, in a folder of packages and in its metadata of each. */
const made =
  /^(?:_virtualenv\.(?:py|pth)|\.lock)$|\.dist-info\/(?:RECORD|INSTALLER|REQUESTED|direct_url\.json|uv_\w+\.json)$/;

/** All that lies in a folder, but what uv makes. */
export function hashFiles(system: System, folder: string, below = ''): FileHashes {
  return new Map(
    system.files.list(join(folder, below)).flatMap(({ name, kind }): readonly (readonly [string, string])[] => {
      const path = below === '' ? name : `${below}/${name}`;
      if (name === '__pycache__' || made.test(path)) return [];
      return kind === 'folder'
        ? [...hashFiles(system, folder, path)]
        : [[path, hashProgram(system, join(folder, path))]];
    }),
  );
}

/**
 * Holds a tool that uv installed from its cache against what it had fetched by hash: uv asks no hash of the former, and where it knows several
 * files of one version it may take another one.
 * @throws `integrityRefused` (PIN012, 504).
 */
export function assertVerified(system: System, { tool, folder, environment, verified }: ToolFiles): void {
  const packages = sitePackages(system, environment).flatMap((site) => [...hashFiles(system, site)]);
  // On Windows a program has the place of its python in it.
  const named = system.machine.os === 'win32' ? [] : (exposedPrograms(system, folder, 'bin') ?? []);
  const programs = named.map(({ path }) => [path, hashProgram(system, join(folder, path))] as const);
  const strange = [...packages, ...programs].find(([path, hash]) => verified.get(path) !== hash);
  if (strange === undefined) return;
  throw integrityRefused({ manager: 'uv', tool, reason: `${strange[0]} is not of the files that were checked` });
}

interface ToolFiles {
  readonly tool: string;
  /** The project, and the environment in it. */
  readonly folder: string;
  readonly environment: string;
  readonly verified: FileHashes;
}

/** Without the lines in which a script has the name of the python that it is for. */
function hashProgram({ files, hash }: System, path: string): string {
  const bytes = files.read(path);
  if (bytes.subarray(0, 2).toString('latin1') !== '#!') return hash.bytes(bytes);
  return hash.bytes(bytes.toString('latin1').replace(/^#!.*\n(?:'''exec' .*\n' '''\n)?/, ''));
}
