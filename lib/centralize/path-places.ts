import { join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { scopeFiles, type ScopeFile, type Syntax } from './scope';

const blockId = 'path';
const loginProfiles = new Set(['.profile', '.bash_profile', '.bash_login', '.zprofile', '.zshenv', '.zshrc']);

/**
 * Files that give shells and programs of this user their PATH: the same as for variables, and, where no profile of a login shell exists, a
 * new one. Without it nothing that we install could be called by name.
 */
export function pathPlaces(system: System, paths: OwnedPaths): readonly ScopeFile[] {
  const { home } = system.machine;
  const places = scopeFiles(system, paths).map((place) => ({ ...place, block: { ...place.block, id: blockId } }));
  const present = new Set(places.map(({ block }) => block.path));
  const hasLogin = [...loginProfiles].some((name) => present.has(join(home, name)));
  return hasLogin || present.has(join(home, fishConfig)) ? places : [...places, newProfile(system)];
}

const fishConfig = '.config/fish/config.fish';

function newProfile({ machine, environment }: System): ScopeFile {
  const [name, syntax] = profileOf(environment.get('SHELL') ?? '');
  return { block: { path: join(machine.home, name), id: blockId }, syntax, ours: false };
}

/** The file that a login shell of this kind reads. */
function profileOf(shell: string): readonly [name: string, syntax: Syntax] {
  if (shell.endsWith('/fish')) return [fishConfig, 'fish'];
  return [shell.endsWith('/zsh') ? '.zprofile' : '.profile', 'posix'];
}
