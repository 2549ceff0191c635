import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { oracleBin, whyMissing } from '../oracles';
import type { Sandbox } from '../sandbox';

/** A registry that this machine reaches, and a tool in it: small, without dependencies, its old versions long finished. */
export interface RealSource {
  readonly manager: string;
  readonly tool: string;
  readonly old: string;
  readonly newer: string;
  /** What the tool says of a version, started with `words` by its path below the tools. */
  readonly program: readonly string[];
  readonly words: readonly string[];
  says(version: string): string;
  /** Spoils what is installed in the folder, as somebody would who tidies up by hand. */
  spoil(folder: string): void;
  /** Why it cannot be had; undefined when it can. */
  whyNot(): string | undefined;
}

/** How this machine reaches its registries: variables, and the user's own files. */
const reached =
  /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_\w+|(?:https?|all|no)_proxy|PIP_(?!FIND_LINKS)\w+|UV_(?:DEFAULT_INDEX|INDEX\w*|\w*CERTS|PYTHON_DOWNLOADS))$/i;
export const reachedEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && reached.test(entry[0]),
  ),
);
const files = ['.npmrc', '.config/pip/pip.conf', '.pip/pip.conf', '.config/uv/uv.toml'];

export function bringSettings(sandbox: Sandbox): void {
  for (const file of files) {
    const own = join(homedir(), file);
    if (existsSync(own)) sandbox.write(file, readFileSync(own, 'utf8'), 0o600);
  }
}

const python = { tool: 'pyflakes', old: '3.0.0', newer: '3.0.1', program: ['bin', 'pyflakes'], words: ['--version'] };
const saysNumber = (version: string): string => `${version} Python`;

export const realSources: readonly RealSource[] = [
  {
    manager: 'npm',
    tool: 'semver',
    old: '7.5.0',
    newer: '7.6.0',
    program: ['node_modules', '.bin', 'semver'],
    words: ['--help'],
    says: (version) => `SemVer ${version}`,
    spoil: (folder) => {
      rmSync(join(folder, 'node_modules', 'lru-cache'), { recursive: true });
    },
    whyNot: () => failureOf('the registry of npm', 'npm', ['view', 'semver@7.5.0', 'version', '--fetch-retries=1']),
  },
  {
    ...python,
    manager: 'pipx',
    says: saysNumber,
    spoil: (folder) => {
      removePackage(join(folder, 'venvs', 'pyflakes'));
    },
    whyNot: () => {
      const words = '-m pip install --dry-run --ignore-installed --quiet --no-deps --retries 1 pyflakes==3.0.0';
      return whyMissing('pipx') ?? failureOf('the index of pip', join(oracleBin, 'python'), words.split(' '));
    },
  },
  {
    ...python,
    manager: 'uv',
    says: saysNumber,
    spoil: (folder) => {
      removePackage(join(folder, 'tools', 'pyflakes'));
    },
    whyNot: () =>
      whyMissing('uv') ??
      failureOf('the index of uv', join(oracleBin, 'uv'), ['pip', 'compile', '-', '--quiet'], 'pyflakes==3.0.0'),
  },
];

function removePackage(environment: string): void {
  const found = execFileSync('find', [environment, '-name', 'pyflakes-*.dist-info'], { encoding: 'utf8' }).trim();
  rmSync(found, { recursive: true });
}

function failureOf(what: string, command: string, args: readonly string[], input = ''): string | undefined {
  try {
    execFileSync(command, args, { timeout: 60_000, stdio: ['pipe', 'pipe', 'pipe'], input });
    return undefined;
  } catch (error) {
    // The error comes from another realm than the suite's own: it is asked for what it has, not for what it is.
    const said = (error as { readonly stderr?: Buffer }).stderr?.toString().trim().split('\n').at(-1);
    return `${what} cannot be reached: ${said ?? String(error)}`;
  }
}
