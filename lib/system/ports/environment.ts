/** A marked block that we own inside a text file of the user; everything around it is the user's. */
export interface TextBlock {
  readonly path: string;
  /** Stands in both marker lines: `# >>> clistack <id> >>>` … `# <<< clistack <id> <<<`. */
  readonly id: string;
}

/**
 * The environment. `get`/`all` read the variables of this process. Blocks are how user scope is written on systems without a
 * registry: `writeBlock` puts lines between our markers (appended when new, and the file made when absent), `removeBlock` takes
 * markers and lines away and removes a file that we made and that is empty then. Text around a block stays byte for byte.
 */
export interface Environment {
  get(name: string): string | undefined;
  all(): Readonly<Record<string, string>>;
  /** The lines between the markers joined by \n, or undefined when the file or block is absent. */
  readBlock(block: TextBlock): string | undefined;
  writeBlock(block: TextBlock, text: string): void;
  removeBlock(block: TextBlock): void;
}

/** Facts of this machine and user that do not change during a run. */
export interface Machine {
  readonly os: 'linux' | 'darwin' | 'win32';
  /** As Node names it: `x64`, `arm64`. */
  readonly arch: string;
  readonly host: string;
  readonly username: string;
  /** Absolute path of the account's login shell; undefined where the system has none, or does not know this user. */
  readonly loginShell: string | undefined;
  readonly home: string;
  readonly cwd: string;
  readonly temp: string;
  /** Numeric user id; undefined where the system has none. */
  readonly uid: number | undefined;
  readonly pid: number;
  /** Start of our own process and of the machine, to tell a reused process id. */
  readonly processStart: string;
  readonly bootId: string;
  readonly pathSeparator: ':' | ';';
}
