/** What the engine's own flags said. */
export interface EngineFlags {
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** A table of where the time went. */
  readonly summary: boolean;
  readonly noDeps: boolean;
  /** Run tasks that have nothing to do by what they read and make. */
  readonly force: boolean;
  readonly yes: boolean;
  readonly noInput: boolean;
  /** Milliseconds to wait for a lock; 0: do not wait. */
  readonly waitMs: number;
  /** Milliseconds a task may take that says nothing itself. */
  readonly timeoutMs: number | undefined;
  /** File that gets every event of the run as a line of JSON. */
  readonly jsonEvents: string | undefined;
  readonly configFile: string | undefined;
  readonly verbose: boolean;
  readonly debug: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** How an engine flag is written: with or without a value. */
export type FlagShape = 'switch' | 'value';

/** Engine flags that do something, by flag key (`dryrun`). */
export const engineFlags: Readonly<Record<string, { readonly field: keyof EngineFlags; readonly shape: FlagShape }>> = {
  json: { field: 'json', shape: 'switch' },
  dryrun: { field: 'dryRun', shape: 'switch' },
  jobs: { field: 'jobs', shape: 'value' },
  keepgoing: { field: 'keepGoing', shape: 'switch' },
  summary: { field: 'summary', shape: 'switch' },
  nodeps: { field: 'noDeps', shape: 'switch' },
  force: { field: 'force', shape: 'switch' },
  yes: { field: 'yes', shape: 'switch' },
  noinput: { field: 'noInput', shape: 'switch' },
  wait: { field: 'waitMs', shape: 'value' },
  timeout: { field: 'timeoutMs', shape: 'value' },
  jsonevents: { field: 'jsonEvents', shape: 'value' },
  configfile: { field: 'configFile', shape: 'value' },
  verbose: { field: 'verbose', shape: 'switch' },
  debug: { field: 'debug', shape: 'switch' },
  quiet: { field: 'quiet', shape: 'switch' },
  help: { field: 'help', shape: 'switch' },
  version: { field: 'version', shape: 'switch' },
};

/** Reserved, and refused by name until there is something behind them: a flag that is silently ignored lies. */
export const idleFlags: ReadonlySet<string> = new Set(['checkpoint', 'resume']);

export const defaultFlags: EngineFlags = {
  json: false,
  dryRun: false,
  jobs: 8,
  keepGoing: false,
  summary: false,
  noDeps: false,
  force: false,
  yes: false,
  noInput: false,
  waitMs: 0,
  timeoutMs: undefined,
  jsonEvents: undefined,
  configFile: undefined,
  verbose: false,
  debug: false,
  quiet: false,
  help: false,
  version: false,
};

/** How engine flags are shown in help and suggestions. */
export const engineFlagNames = [
  '--json', '--dry-run', '--jobs', '--keep-going', '--summary', '--no-deps', '--force', '--yes', '--no-input', '--wait', '--timeout', '--json-events', '--configFile', '--verbose', '--debug',
  '--quiet', '--help', '--version',
] as const; // prettier-ignore
