import { join } from 'node:path';
import { cacheTools } from '../centralize';
import { isStackError } from '../kernel/fault';
import { createLimit } from '../kernel/limit';
import type { System } from '../system/port';
import type { CheckFacts } from './check';

/** What a tool said when it was asked for its version. */
export interface ToolAnswer {
  readonly tool: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly version: string | null;
  /** Null: it answered. */
  readonly problem: string | null;
  /** What the program looked like then: a changed one is asked again. */
  readonly stamp: string;
  readonly askedAt: number;
}

const versionArgs: Readonly<Record<string, readonly string[]>> = {
  go: ['version'],
  kubectl: ['version', '--client'],
  helm: ['version', '--short'],
};
/** Being asked must not make a tool fetch or report anything. */
const quietEnvironment = {
  CHECKPOINT_DISABLE: '1',
  COREPACK_ENABLE_NETWORK: '0',
  COREPACK_ENABLE_DOWNLOAD_PROMPT: '0',
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
  DOTNET_NOLOGO: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  NO_UPDATE_NOTIFIER: '1',
};
const goodForMs = 86_400_000;

/** Where version managers keep what their shims start, seen from the home: they have to find it although the home is another. */
const managerHomes: Readonly<Record<string, string>> = {
  RUSTUP_HOME: '.rustup',
  CARGO_HOME: '.cargo',
  PYENV_ROOT: '.pyenv',
  RBENV_ROOT: '.rbenv',
  NVM_DIR: '.nvm',
  VOLTA_HOME: '.volta',
  PROTO_HOME: '.proto',
  ASDF_DATA_DIR: '.asdf',
  MISE_DATA_DIR: '.local/share/mise',
};

/** Asks git and every tool whose caches we know and that is on the PATH. A good answer holds for a day as long as the program is the same. */
export async function checkTools({ system, paths, signal, fresh, dryRun }: CheckFacts): Promise<readonly ToolAnswer[]> {
  const memory = join(paths.state, 'tools.json');
  const known = fresh ? [] : readAnswers(system, memory);
  const limit = createLimit(4);
  const tools = [...new Set(['git', ...cacheTools(system)])].sort();
  const found = tools.flatMap((tool) => {
    const path = system.processes.which(tool);
    return path === undefined ? [] : [{ tool, path }];
  });
  const now = system.clock.now();
  const good = (tool: string, path: string, stamp: string): ToolAnswer | undefined =>
    known.find(
      (answer) =>
        answer.tool === tool &&
        answer.path === path &&
        answer.stamp === stamp &&
        answer.problem === null &&
        Math.abs(now - answer.askedAt) < goodForMs,
    );
  const stamped = found.map((program) => ({ ...program, stamp: stampOf(system, program.path) }));
  const open = stamped.filter(({ tool, path, stamp }) => good(tool, path, stamp) === undefined);
  const remembered = stamped.flatMap(({ tool, path, stamp }) => good(tool, path, stamp) ?? []);
  // A tool may write into the home when it is asked (telemetry, settings), and a dry run writes nothing.
  if (open.length === 0 || dryRun) return remembered;
  const asked = await inThrowawayHome(system, paths.state, (env) =>
    Promise.all(open.map((program) => limit(() => ask(system, program, env, signal)))),
  );
  const answers = [...remembered, ...asked].sort((a, b) => (a.tool < b.tool ? -1 : 1));
  system.files.write(memory, `${JSON.stringify({ answers })}\n`, { mode: 0o600 });
  return answers;
}

/** Gives tools a home of their own that is gone afterwards: what they write while being asked is none of the user's files. */
async function inThrowawayHome<T>(
  system: System,
  state: string,
  act: (env: Record<string, string>) => Promise<T>,
): Promise<T> {
  const { files, machine, randomness } = system;
  const home = join(state, `tool-home-${randomness.hex(8)}`);
  files.makeFolder(home, 0o700);
  const managers = Object.entries(managerHomes)
    .map(([name, folder]) => [name, system.environment.get(name) ?? join(machine.home, folder)] as const)
    .filter(([, folder]) => files.stat(folder) !== undefined);
  const xdg = {
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local'),
    XDG_STATE_HOME: join(home, '.state'),
  };
  try {
    return await act({ ...quietEnvironment, ...xdg, ...Object.fromEntries(managers), HOME: home });
  } finally {
    files.removeTree(home);
  }
}

interface StampedTool {
  readonly tool: string;
  readonly path: string;
  readonly stamp: string;
}

async function ask(
  system: System,
  { tool, path, stamp }: StampedTool,
  env: Record<string, string>,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const args = (Object.hasOwn(versionArgs, tool) ? versionArgs[tool] : undefined) ?? ['--version'];
  const base = { tool, path, args, stamp, askedAt: system.clock.now() };
  try {
    // From the real home: version managers look for their settings in the working folder and above it.
    const cwd = system.machine.home;
    const outcome = await system.processes.run(path, args, { timeoutMs: 15_000, accept: 'any', env, signal, cwd });
    const text = outcome.stdout.trim() === '' ? outcome.stderr.trim() : outcome.stdout.trim();
    const [version = ''] = text.split('\n');
    if (outcome.timedOut) return { ...base, version: null, problem: 'it took longer than 15 s' };
    if (outcome.status === 0) return { ...base, version: version.slice(0, 200), problem: null };
    const ended = outcome.signal === null ? `status ${outcome.status ?? 'unknown'}` : outcome.signal;
    return {
      ...base,
      version: null,
      problem: `it ended with ${ended}${version === '' ? '' : `: ${version.slice(0, 200)}`}`,
    };
  } catch (error) {
    if (!isStackError(error)) throw error;
    return { ...base, version: null, problem: error.message };
  }
}

function stampOf({ files }: System, path: string): string {
  const entry = files.stat(files.realPath(path) ?? path);
  return entry === undefined ? '' : `${entry.dev}:${entry.ino}:${entry.size}:${entry.mtimeMs}`;
}

function readAnswers({ files }: System, path: string): readonly ToolAnswer[] {
  if (files.stat(path) === undefined) return [];
  try {
    const memory: unknown = JSON.parse(files.readText(path));
    const answers: unknown = typeof memory === 'object' && memory !== null && 'answers' in memory ? memory.answers : [];
    return Array.isArray(answers) ? answers.filter(isAnswer) : [];
  } catch {
    // A damaged memory costs asking again, nothing else.
    return [];
  }
}

function isAnswer(value: unknown): value is ToolAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { tool, path, stamp, askedAt }: Partial<ToolAnswer> = value;
  return (
    typeof tool === 'string' && typeof path === 'string' && typeof stamp === 'string' && typeof askedAt === 'number'
  );
}
