import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { snapshot, type Snapshot } from './snapshot';

export type Door = 'clistack' | 'just';
export const doors: readonly Door[] = ['clistack', 'just'];

/** The package under test: the instrumented copy when the suite runs under `Test.E2E`, else the checkout itself. */
export const packageRoot = process.env['CLISTACK_TEST_PACKAGE'] ?? join(__dirname, '..', '..');
export const fixtureTasks = join(__dirname, '..', 'fixtures', 'tasks');

export interface RunResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The package whose doors are opened; default: the one under test. */
  readonly root?: string;
  /** Put in front of the command: `strace -f …`. */
  readonly wrap?: readonly string[];
  /** Called with the process when it has started. */
  readonly onStart?: (child: { readonly pid: number; kill(signal: NodeJS.Signals): void }) => void;
  /** Called with stderr so far, at each piece of it. */
  readonly onStderr?: (text: string, child: { kill(signal: NodeJS.Signals): void }) => void;
  /** The same of stdout. */
  readonly onStdout?: (text: string, child: { kill(signal: NodeJS.Signals): void }) => void;
}

/** A temporary home with everything in it, and a way to type commands there. Nothing outside it is touched. */
export interface Sandbox {
  readonly home: string;
  readonly state: string;
  readonly central: string;
  path(...parts: readonly string[]): string;
  write(path: string, text: string, mode?: number): void;
  read(path: string): string;
  config(value: unknown): void;
  run(door: Door, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** The home without logs, reports and our own state. */
  tree(): Snapshot;
  dispose(): void;
}

export function createSandbox(): Sandbox {
  const home = mkdtempSync(join(tmpdir(), 'clistack-home-'));
  const path = (...parts: readonly string[]): string => join(home, ...parts);
  const write = (name: string, text: string, mode = 0o644): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    chmodSync(path(name), mode);
  };
  const state = path('.local', 'state', 'clistack');
  return {
    home,
    state,
    path,
    write,
    central: path('.local', 'share', 'clistack', 'central'),
    read: (name) => readFileSync(path(name), 'utf8'),
    config: (value) => {
      write('.config/clistack/toolstack.config.json', typeof value === 'string' ? value : JSON.stringify(value));
    },
    run: (door, args, options = {}) => runDoor(home, door, args, options),
    tree: () => snapshot(home, [join('.local', 'state', 'clistack')]),
    dispose: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The JSON document on stdout; fails when there is not exactly one. */
export function documentOf(result: RunResult): Record<string, unknown> & { readonly exit_code: number } {
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== 1)
    throw new Error(
      `stdout holds ${lines.length} lines in the place of one document:\n${result.stdout}\n${result.stderr}`,
    );
  return JSON.parse(lines[0] ?? '') as Record<string, unknown> & { readonly exit_code: number };
}

function environment(home: string, added: Readonly<Record<string, string>>): Record<string, string> {
  const hook = process.env['CLISTACK_TEST_HOOK'];
  return {
    HOME: home,
    PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    LANG: 'C.UTF-8',
    TERM: 'xterm',
    ...(hook === undefined ? {} : { NODE_OPTIONS: `--require ${hook}` }),
    ...added,
  };
}

const programs: Readonly<Record<Door, readonly string[]>> = {
  clistack: ['bin', 'clistack.js'],
  just: ['node_modules', 'just-task', 'bin', 'just.js'],
};

function runDoor(home: string, door: Door, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { env = {}, wrap = [], root = packageRoot, onStart, onStderr, onStdout } = options;
  const [command = process.execPath, ...words] = [...wrap, process.execPath, join(root, ...programs[door]), ...args];
  // just looks for its config in the working folder alone.
  const cwd = options.cwd ?? (door === 'just' ? root : home);
  const child = spawn(command, words, { cwd, env: environment(home, env), stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onStdout?.(stdout, child);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(stderr, child);
  });
  if (child.pid !== undefined) onStart?.({ pid: child.pid, kill: (signal) => child.kill(signal) });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      resolve({ status, signal, stdout, stderr });
    });
  });
}
