import { dirname, join, sep } from 'node:path';
import { once } from '../kernel/once';
import { absoluteVariable } from '../system/absolute-variable';
import { inFolder } from '../system/in-folder';
import { normalPath } from '../system/normal-path';
import { withoutEnd } from '../system/path-entries';
import type { System } from '../system/port';
import type { FileReader } from '../system/ports/files';
import type { Config } from './config';

/** Every place we own, absolute. Computed once per run from the machine, the environment and the config. */
export interface OwnedPaths {
  readonly home: string;
  /** Where tasks begin: the folder of the config in use where the line was typed in it or below, else where it was typed. */
  readonly root: string;
  /** The config file in use, and whether it is the shipped default. */
  readonly configFile: string;
  readonly shippedConfig: boolean;
  /** $XDG_STATE_HOME/clistack or %LOCALAPPDATA%\CliStack: journal, locks, quarantine. */
  readonly state: string;
  readonly journal: string;
  readonly locks: string;
  readonly quarantine: string;
  readonly reports: string;
  readonly logs: string;
  readonly runs: string;
  /** centralize.dir, default $XDG_DATA_HOME/clistack/central: a vanished link target breaks tools, so not below a folder that people empty by hand. */
  readonly central: string;
  /** $XDG_DATA_HOME/clistack/tools: private homes of the tools that we installed: `<manager>/<tool>` is a link to the version in use. */
  readonly tools: string;
  /** masterbin.dir, default $XDG_DATA_HOME/clistack/bin: the one folder of wrappers. */
  readonly bin: string;
  /** Words that shells complete; made anew when the tasks change. */
  readonly completions: string;
  /** $XDG_CONFIG_HOME, where user-scope variables go on systems with systemd. */
  readonly userConfig: string;
  /** $XDG_DATA_HOME, where other programs keep the data of this user. */
  readonly userData: string;
  /** Folders in which projects live and that exist. */
  readonly workspaces: readonly string[];
}

const usualWorkspaces = ['src', 'code', 'projects', 'dev', 'work'];

/** The base folders that the platform gives to every program of this user. */
export interface BaseFolders {
  readonly config: string;
  readonly data: string;
  readonly state: string;
}

/** XDG folders, or their Windows counterparts. A relative XDG value is ignored, as its specification asks. */
export function baseFolders({ machine, environment }: Pick<System, 'machine' | 'environment'>): BaseFolders {
  const absolute = (name: string, fallback: string): string => absoluteVariable(environment, name) ?? fallback;
  if (machine.os === 'win32') {
    const local = absolute('LOCALAPPDATA', join(machine.home, 'AppData', 'Local'));
    return { config: absolute('APPDATA', join(machine.home, 'AppData', 'Roaming')), data: local, state: local };
  }
  return {
    config: absolute('XDG_CONFIG_HOME', inFolder(machine.home, '.config')),
    data: absolute('XDG_DATA_HOME', inFolder(machine.home, '.local/share')),
    state: absolute('XDG_STATE_HOME', inFolder(machine.home, '.local/state')),
  };
}

/** `~/x` as an absolute path. */
export function expandHome(path: string, home: string): string {
  if (!path.startsWith('~/') && !path.startsWith('~\\')) return path;
  const whole = inFolder(home, path.slice(2));
  // Node looks at every letter: for what is written as Node writes it, in vain.
  return sep === '/' && path.length > 2 && !whole.includes('//') && !whole.includes('/.')
    ? whole
    : join(home, path.slice(2));
}

export function computePaths(system: System, config: Config, configFile: string, shippedConfig: boolean): OwnedPaths {
  const { machine, files } = system;
  const base = baseFolders(system);
  const windows = machine.os === 'win32';
  const state = inFolder(base.state, windows ? 'CliStack' : 'clistack');
  const data = inFolder(base.data, windows ? 'CliStack' : 'clistack');
  const own = (path: string | null, fallback: string): string =>
    path === null ? fallback : withoutEnd(normalPath(expandHome(path, machine.home)));
  const reports = own(config.reports.dir, windows ? inFolder(base.state, 'CLI_Reports') : inFolder(state, 'reports'));
  const workspaces = once(() => {
    const named = config.workspaces?.map((path) => expandHome(path, machine.home));
    return realFolders(files, named ?? usualWorkspaces.map((name) => inFolder(machine.home, name)));
  });
  const configFolder = dirname(configFile);
  return {
    home: machine.home,
    root: !shippedConfig && isInside(machine.cwd, configFolder) ? configFolder : machine.cwd,
    configFile,
    shippedConfig,
    state,
    journal: inFolder(state, 'journal'),
    locks: inFolder(state, 'locks'),
    quarantine: inFolder(state, 'quarantine'),
    reports,
    logs: inFolder(reports, 'logs'),
    runs: inFolder(reports, 'runs'),
    central: own(config.centralize.dir, inFolder(data, 'central')),
    tools: inFolder(data, 'tools'),
    bin: own(config.masterbin.dir, inFolder(data, 'bin')),
    completions: inFolder(inFolder(state, 'completion'), 'words.tsv'),
    userConfig: base.config,
    userData: base.data,
    get workspaces() {
      return workspaces();
    },
  };
}

/** A workspace may be a link to another disk: the folder behind it counts. */
function realFolders(files: FileReader, wanted: readonly string[]): readonly string[] {
  return wanted.flatMap((path) => {
    // Asked first: looking for the real path of what is missing is slow.
    if (files.stat(path) === undefined) return [];
    const real = files.realPath(path);
    return real !== undefined && files.stat(real)?.kind === 'folder' ? [real] : [];
  });
}

/** True when `path` is `folder` or lies in it. */
export function isInside(path: string, folder: string): boolean {
  if (!path.startsWith(folder)) return false;
  const isWhole = path.length === folder.length || isSeparator(folder.at(-1));
  return isWhole || isSeparator(path[folder.length]);
}

/** Windows takes both, and people write both. */
function isSeparator(letter: string | undefined): boolean {
  return letter === '/' || letter === sep;
}
