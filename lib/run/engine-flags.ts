import { once } from '../kernel/once';

/** What the engine's own flags said. */
export interface EngineFlags {
  readonly json: boolean;
  readonly dryRun: boolean;
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Tell what the line would run, and run nothing. */
  readonly whatIf: boolean;
  /** A table of where the time went. */
  readonly summary: boolean;
  readonly noDeps: boolean;
  /** Run tasks that have nothing to do by what they read and make. */
  readonly force: boolean;
  /** Keep what is reached, so that the run can be resumed; 'keep': also when it came to a good end. */
  readonly checkpoint: 'off' | 'on' | 'keep';
  /** How the id of the run begins that is to be resumed; empty: the newest of this line. */
  readonly resume: string | undefined;
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

/** How an engine flag is written: without a value, with one, or with one only behind `=`. */
export type FlagShape = 'switch' | 'value' | 'optional';

/** Engine flags that do something, by flag key (`dryrun`). */
export const engineFlags = once(
  (): Readonly<Record<string, { readonly field: keyof EngineFlags; readonly shape: FlagShape }>> => ({
    json: { field: 'json', shape: 'switch' },
    dryrun: { field: 'dryRun', shape: 'switch' },
    jobs: { field: 'jobs', shape: 'value' },
    keepgoing: { field: 'keepGoing', shape: 'switch' },
    summary: { field: 'summary', shape: 'switch' },
    whatif: { field: 'whatIf', shape: 'switch' },
    nodeps: { field: 'noDeps', shape: 'switch' },
    force: { field: 'force', shape: 'switch' },
    checkpoint: { field: 'checkpoint', shape: 'optional' },
    resume: { field: 'resume', shape: 'optional' },
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
  }),
);

/** What they say when none is typed. */
export function defaultFlags(): EngineFlags {
  return {
    json: false,
    dryRun: false,
    jobs: 8,
    keepGoing: false,
    summary: false,
    whatIf: false,
    noDeps: false,
    force: false,
    checkpoint: 'off',
    resume: undefined,
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
}

/** How engine flags are shown in help and suggestions. */
export const engineFlagNames = [
  '--json', '--dry-run', '--what-if', '--jobs', '--keep-going', '--summary', '--no-deps', '--force', '--checkpoint', '--resume', '--yes', '--no-input', '--wait', '--timeout', '--json-events', '--configFile', '--verbose', '--debug',
  '--quiet', '--help', '--version',
] as const; // prettier-ignore

export type EngineFlagName = (typeof engineFlagNames)[number];
