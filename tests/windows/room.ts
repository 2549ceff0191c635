import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { errnoOf } from '../../lib/kernel/errno';

export const packageRoot = join(__dirname, '..', '..');

/** Windows itself has no such program. */
export const isWine = existsSync(join(process.env['SystemRoot'] ?? '', 'System32', 'winecfg.exe'));

export interface WindowsResult {
  /** Whole: on this system a status is a number of 32 bits. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary profile on the system drive, and a way to type commands there. Nothing outside it is touched. */
export interface Room {
  readonly profile: string;
  readonly state: string;
  path(...parts: readonly string[]): string;
  write(path: string, text: string): void;
  read(path: string): string;
  config(value: unknown): void;
  /** A task file of the user's own, by the name of its file and its text. */
  task(file: string, text: string): void;
  run(args: readonly string[], env?: Readonly<Record<string, string>>): WindowsResult;
  dispose(): void;
}

const programs = { clistack: join(packageRoot, 'bin', 'clistack.js') } as const;

export function makeRoom(): Room {
  const profile = mkdtempSync(join(tmpdir(), 'clistack-room-'));
  const path = (...parts: readonly string[]): string => join(profile, ...parts);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  const config = (value: unknown): void => {
    write(
      join('AppData', 'Roaming', 'CliStack', 'toolstack.config.json'),
      typeof value === 'string' ? value : JSON.stringify(value),
    );
  };
  config({ taskFolders: [path('tasks')] });
  mkdirSync(path('tasks'));
  return {
    profile,
    state: path('AppData', 'Local', 'CliStack'),
    path,
    write,
    config,
    read: (name) => readFileSync(path(name), 'utf8'),
    task: (file, text) => {
      write(join('tasks', file), text);
    },
    run: (args, env = {}) => start([programs.clistack, ...args], environment(profile, env), profile),
    dispose: () => {
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Starts a script on this node.exe and waits, at most a minute. Success without a word is none: under Wine it proves nothing. */
export function start(words: readonly string[], env: NodeJS.ProcessEnv, cwd: string): WindowsResult {
  const begin = (): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, words, { cwd, env, encoding: 'utf8', timeout: 60_000 });
  let ended = begin();
  // Wine now and then starts nothing at all and has no reason for it. Nothing of ours ran: so nothing is hidden by another try.
  for (let tries = 1; tries < 3 && errnoOf(ended.error) === 'UNKNOWN' && ended.pid === 0; tries += 1) ended = begin();
  const { status, stdout, stderr, error } = ended;
  if (error !== undefined) throw error;
  if (status === 0 && stdout === '')
    throw new Error(`status 0, and not a word on stdout: ${words.join(' ')}\n${stderr}`);
  return { status, stdout, stderr };
}

/** The variables of a machine, with folders of the user inside the profile. */
export function environment(profile: string, added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { SystemRoot, SystemDrive, ComSpec, Path, PATHEXT, TEMP, TMP } = process.env;
  return {
    ...{ SystemRoot, SystemDrive, ComSpec, Path, PATHEXT, TEMP, TMP },
    USERPROFILE: profile,
    APPDATA: join(profile, 'AppData', 'Roaming'),
    LOCALAPPDATA: join(profile, 'AppData', 'Local'),
    ...added,
  };
}

/** The JSON document on stdout; fails when there is not exactly one. */
export function documentOf({ stdout, stderr }: WindowsResult): Record<string, unknown> {
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== 1) throw new Error(`${lines.length} lines in the place of one document:\n${stdout}\n${stderr}`);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}
