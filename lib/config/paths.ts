/** Every place we own, absolute. Computed once per run from the machine, the environment and the config. */
export interface OwnedPaths {
  readonly home: string;
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
  /** Folders in which projects live and that exist. */
  readonly workspaces: readonly string[];
}
