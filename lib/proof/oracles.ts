import { join } from 'node:path';
import type { System } from '../system/port';

/** Programs that the suites compare with and that no package of npm brings, by exact version; they come from PyPI. */
const packages = { pipx: '1.18.4', uv: '0.13.9' } as const;

/** Where they are kept between runs, outside node_modules. */
export function oracleFolder({ environment, machine }: Pick<System, 'environment' | 'machine'>): string {
  const cache = environment.get('XDG_CACHE_HOME') ?? join(machine.home, '.cache');
  const name = Object.entries(packages)
    .map(([tool, version]) => `${tool}-${version}`)
    .join('-');
  return join(cache, 'clistack-test', name);
}

export interface OracleReport {
  readonly folder: string;
  /** Null: they are there. */
  readonly missing: string | null;
}

/** Fetches what is not there yet. That it cannot be had is an answer: the suites that need it say so and are skipped. */
export async function fetchOracles(system: System, signal: AbortSignal): Promise<OracleReport> {
  const { files, processes, environment } = system;
  const folder = oracleFolder(system);
  const done = join(folder, 'complete');
  if (files.stat(done) !== undefined) return { folder, missing: null };
  if (files.stat(folder) !== undefined) files.removeTree(folder);
  // What this machine's pip is configured by: certificates, proxies, an index of its own.
  const own = Object.entries(environment.all()).filter(([name]) => /^PIP_|_proxy$/i.test(name));
  const options = { signal, accept: 'any', timeoutMs: 300_000, env: Object.fromEntries(own) } as const;
  const python = processes.which('python3');
  if (python === undefined) return { folder, missing: 'python3 is not on the PATH' };
  const made = await processes.run(python, ['-m', 'venv', folder], options);
  if (made.status !== 0) return { folder, missing: `python3 -m venv: ${lastLine(made.stdout + made.stderr)}` };
  const wanted = Object.entries(packages).map(([tool, version]) => `${tool}==${version}`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', ...wanted];
  const installed = await processes.run(join(folder, 'bin', 'python'), pip, options);
  if (installed.status !== 0) return { folder, missing: `pip: ${lastLine(installed.stderr)}` };
  files.write(done, '');
  return { folder, missing: null };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
