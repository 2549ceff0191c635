import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import { isStackError } from '../../kernel/fault';
import type { System } from '../../system/port';
import type { LockedPackage, ManagerWorld } from '../manager';
import { widenPackage } from './all-hashes';
import { pretendedPackages } from './imagined-environment';
import { askWheels, callPip, orBrokenIndex, type Pip } from './pip';
import { fetchLocked } from './refused-files';
import { renderRequirements } from './requirements';
import { fromHex } from '../integrity';
import { lockName } from './tool-project';

export const wheelFolder = 'wheels';

export interface WheelRequest {
  readonly tool: string;
  readonly version: string;
  /** Packages by hash; undefined: what pip resolves now. */
  readonly packages: readonly LockedPackage[] | undefined;
  /** Wheels that are there already, of the version before. */
  readonly known: string;
  readonly timeoutMs: number;
}

/**
 * Puts every wheel of a tool into `<folder>/wheels` and the lock of exactly these beside it. pip takes hashes only from a requirements file
 * and pipx hands no such file on, so the hashes are checked here and the installation has no index.
 */
export async function fetchWheels(world: ManagerWorld, pip: Pip, folder: string, request: WheelRequest): Promise<void> {
  const { system, dryRun } = world;
  const { tool, version, packages, known, timeoutMs } = request;
  const lock = join(folder, lockName);
  const download = (words: readonly string[]): Promise<string> => {
    const args = ['-m', 'pip', 'download', '--only-binary=:all:', '--quiet', '--dest', join(folder, wheelFolder)];
    return callPip(world, pip, tool, [...args, ...words], { cwd: folder, timeoutMs, changes: true });
  };
  if (packages !== undefined) {
    system.files.write(lock, renderRequirements(packages), { mode: 0o600 });
    const locked = ['--require-hashes', '--requirement', lock];
    if (await isKnown(system, known, packages, () => download([...locked, '--no-index', '--find-links', known])))
      return;
    const { manager } = pip;
    await fetchLocked(
      { manager, tool, packages },
      () => orBrokenIndex(world, pip, tool, () => download(locked)),
      () => askWheels(world, pip, tool, packages),
    );
    return;
  }
  await orBrokenIndex(world, pip, tool, () => download([`${tool}==${version}`]));
  const came = dryRun
    ? pretendedPackages(tool, version).packages
    : await withOthers(world, pip, tool, hashWheels(system, folder));
  system.files.write(lock, renderRequirements(came), { mode: 0o600 });
}

/** With the hashes for other platforms, so a lock of this installation holds there too. What came stands in it whether or not the index tells. */
async function withOthers(
  world: ManagerWorld,
  pip: Pip,
  tool: string,
  packages: readonly LockedPackage[],
): Promise<readonly LockedPackage[]> {
  try {
    const named = await askWheels(world, pip, tool, packages);
    return packages.map((one) => widenPackage(one, named.get(one.key)));
  } catch (error) {
    if (!isStackError(error) || error.exit !== 504) throw error;
    return packages;
  }
}

/** True when the wheels of the version before are enough: then no index is asked, and there need be no network. */
async function isKnown(
  { files }: System,
  known: string,
  packages: readonly LockedPackage[],
  fetch: () => Promise<string>,
): Promise<boolean> {
  if (files.stat(known) === undefined) return false;
  const there = new Set(files.list(known).map(({ name }) => wheelKey(name)));
  if (!packages.every(({ key, version }) => there.has(`${key} ${version}`))) return false;
  try {
    await fetch();
    return true;
  } catch (error) {
    // One of them is damaged, or of another platform: the index has the right one.
    if (!isStackError(error) || error.exit !== 504) throw error;
    return false;
  }
}

function hashWheels({ files, hash }: System, folder: string): readonly LockedPackage[] {
  const wheels = join(folder, wheelFolder);
  return files.list(wheels).flatMap(({ name }): readonly LockedPackage[] => {
    const [key = '', version = ''] = wheelKey(name).split(' ');
    return version === ''
      ? []
      : [{ key, name: key, version, integrity: [fromHex('sha256', hash.file(join(wheels, name)))] }];
  });
}

/** `demo-py 1.0.0` of `demo_py-1.0.0-py3-none-any.whl`. */
function wheelKey(file: string): string {
  const [, name = '', version = ''] = /^([^-]+)-([^-]+)-.*\.whl$/.exec(file) ?? [];
  return `${foldedName(name)} ${version}`;
}
