import { basename, isAbsolute, join } from 'node:path';
import type { OwnedPaths } from '../config';
import type { System } from '../system/port';
import { zshFolder } from './zsh-folder';

/** A shell, and the files that it reads when it starts. */
export interface ShellProfiles {
  readonly name: string;
  readonly syntax: 'posix' | 'fish';
  /** Where its files lie: the first one is where one is made. */
  readonly folders: readonly string[];
  /** All that it reads and where the user may set a variable. */
  readonly reads: readonly string[];
  /**
   * A login shell reads one file of the first group, another interactive one a file of the second: where none of a group is there, the
   * last of it is made. So no `.bash_profile` is ever made, which would keep bash from reading the user's `.profile`.
   */
  readonly needs: readonly (readonly string[])[];
}

/** Every shell whose files we know, in the order in which they are written. */
export function shellProfiles({ system, paths }: ShellFacts): readonly ShellProfiles[] {
  const { home } = system.machine;
  const unique = (folders: readonly string[]): readonly string[] => [...new Set(folders)];
  return [
    { name: 'sh', syntax: 'posix', folders: [home], reads: ['.profile'], needs: [['.profile']] },
    {
      name: 'bash',
      syntax: 'posix',
      folders: [home],
      reads: ['.bash_profile', '.bash_login', '.bashrc'],
      needs: [['.bash_profile', '.bash_login', '.profile'], ['.bashrc']],
    },
    {
      // What .zshenv sets, the system's own profile may put behind its folders again: so it serves neither kind of shell.
      name: 'zsh',
      syntax: 'posix',
      folders: unique([zshFolder(system, paths.userConfig), home]),
      reads: ['.zshenv', '.zprofile', '.zshrc', '.zlogin'],
      needs: [['.zprofile'], ['.zshrc']],
    },
    {
      name: 'fish',
      syntax: 'fish',
      folders: unique([join(paths.userConfig, 'fish'), join(home, '.config', 'fish')]),
      reads: ['config.fish'],
      needs: [['config.fish']],
    },
  ];
}

export interface ShellFacts {
  readonly system: Pick<System, 'environment' | 'machine' | 'files'>;
  readonly paths: Pick<OwnedPaths, 'userConfig'>;
}

/**
 * The shells that this user has or may use: `sh`, which every machine has and display managers read the profile of, that of the account, the one
 * in $SHELL, and each one that there is a startup file for.
 */
export function usedShells(facts: ShellFacts): readonly ShellProfiles[] {
  const { files } = facts.system;
  const named = namedShells(facts.system);
  return shellProfiles(facts).filter(
    ({ name, folders, reads }) =>
      name === 'sh' ||
      named.includes(name) ||
      folders.some((folder) => reads.some((file) => isFile(files, join(folder, file)))) ||
      (name === 'fish' && folders.some((folder) => holdsScripts(files, join(folder, 'conf.d')))),
  );
}

/** Login shells that read none of the files we know, such as tcsh: by name. */
export function unknownShells(facts: ShellFacts): readonly string[] {
  const known = new Set([...shellProfiles(facts).map(({ name }) => name), ...likeSh, ...noShells]);
  return namedShells(facts.system).filter((name) => !known.has(name));
}

/** They read `.profile` when they start as login shells. */
const likeSh = ['dash', 'ash', 'busybox', 'ksh', 'ksh93', 'mksh', 'rbash', 'yash'];
const noShells = ['nologin', 'false', 'true', 'sync', 'git-shell'];

function namedShells({ environment, machine }: ShellFacts['system']): readonly string[] {
  const told = [environment.get('SHELL'), machine.loginShell].filter((path) => path !== undefined && isAbsolute(path));
  return [...new Set(told.map((path) => basename(path ?? '')))];
}

/** True for a file, also behind a link. */
export function isFile(files: Pick<System['files'], 'realPath' | 'stat'>, path: string): boolean {
  const real = files.realPath(path);
  return real !== undefined && files.stat(real)?.kind === 'file';
}

function holdsScripts(files: System['files'], folder: string): boolean {
  const real = files.realPath(folder);
  if (real === undefined || files.stat(real)?.kind !== 'folder') return false;
  return files.list(real).some(({ name }) => name.endsWith('.fish'));
}
