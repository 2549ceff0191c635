import { join } from 'node:path';
import type { FileWriter } from '../../system/ports/files';
import type { Links } from '../../system/ports/links';
import { installFailed, integrityRefused } from '../faults';
import type { InstallRequest, LockedPackage, LockedTree, ManagerWorld } from '../manager';
import { asObject, parseObject, type Json } from '../read-json';
import { noteAttestation, tryAttestation } from './attestation';
import { callNpm, withPeers } from './call';
import { imaginePackages, pretendedPackage } from './imagined-packages';
import { noteInstalledFiles } from './installed-files';
import { linkOwnPrograms } from './installed-package';
import { findUnbuilt } from './find-unbuilt';
import { noteLeftOut, noteMisfits } from './left-out';
import {
  driftedFolders,
  hasPeers,
  lockName,
  readPackages,
  renderManifest,
  unnamedFolders,
  withoutBundled,
} from './package-lock';

/** Whatever the user leaves out of his own projects: a tool without it is another one than its lock names. */
const allKinds = ['--include=optional', '--include=peer'];

/** What the lock knows decides, not the user's setting: npm takes away peers that it is told to know nothing of, and refuses a lock that lacks them. */
const withoutPeers = '--legacy-peer-deps';

/**
 * Has npm put a tool and all that it needs into a fresh folder. With a lock there is what that names, no less and no more.
 * @throws as `callNpm`, `integrityRefused` (PIN012, 504), `installFailed` (PIN013, 504).
 */
export async function buildProject(world: ManagerWorld, folder: string, request: InstallRequest): Promise<void> {
  const { system, dryRun } = world;
  const { tool, version, lock, timeoutMs, progress } = request;
  const lockFile = join(folder, lockName);
  const writeLock = (text: string): void => {
    system.files.write(lockFile, text, { mode: 0o600 });
  };
  system.files.write(join(folder, 'package.json'), renderManifest(tool, version), { mode: 0o600 });
  const given = lock === undefined ? undefined : withoutBundled(lock.file);
  if (lock !== undefined && !dryRun) assertWhole(lock);
  if (given !== undefined) writeLock(given);
  progress(lock === undefined ? 'resolving and fetching' : 'fetching what the lock names');
  const imagine = (files: FileWriter, links: Links): void => {
    const tells = lock !== undefined && readPackages(lock.file) !== undefined;
    imaginePackages(files, links, folder, tells ? lock : pretendedPackage(world, tool, version));
  };
  await callNpm(world, tool, argsFor(lock), { cwd: folder, timeoutMs, changes: true, imagine });
  if (!dryRun) {
    if (lock !== undefined && lock.file !== given) writeLock(lock.file);
    linkOwnPrograms(system, folder, tool);
    await assertAsLocked(world, folder, request);
    noteAttestation(system, folder, lock === undefined ? await tryAttestation(world, tool, version) : lock.provenance);
  }
  noteInstalledFiles(system, folder);
}

async function assertAsLocked(world: ManagerWorld, folder: string, request: InstallRequest): Promise<void> {
  const { system } = world;
  const { tool } = request;
  const text = system.files.readText(join(folder, lockName));
  const drifted = (): readonly string[] => driftedFolders(system, folder, text);
  const doubtful = drifted();
  if (doubtful.length === 0) return;
  await noteMisfits(world, folder, request, optionalOf(text, doubtful));
  const lost = optionalOf(text, drifted());
  if (Object.keys(lost).length > 0) noteLeftOut(system, folder, await findUnbuilt(world, request, lost));
  const [first] = drifted();
  if (first === undefined) return;
  // npm leaves what a package has in its own files, and no hash of the lock is of that alone.
  const reason = unnamedFolders(system, folder, text).includes(first)
    ? `it brings packages that its lock does not name: ${first}`
    : `${first} did not come as its lock names it`;
  throw installFailed({ manager: 'npm', tool, reason });
}

/** The optional ones of these packages that npm fetches: what lies in the files of another one has no bytes of its own. */
function optionalOf(text: string, keys: readonly string[]): Readonly<Record<string, Json>> {
  const packages = asObject(parseObject(text)?.['packages']) ?? {};
  const entries = keys.map((key): [string, Json] => [key, asObject(packages[key]) ?? {}]);
  return Object.fromEntries(entries.filter(([, { optional, inBundle }]) => optional === true && inBundle !== true));
}

function argsFor(lock: LockedTree | undefined): readonly string[] {
  if (lock === undefined) return ['install', ...allKinds, withPeers];
  // What lies in the cache by its hash is as good as what the registry would send.
  return ['ci', '--prefer-offline', ...allKinds, hasPeers(lock.file) ? withPeers : withoutPeers];
}

/** npm obeys the file alone, so the file may say nothing that the lock does not. */
function assertWhole({ tool, packages, file }: LockedTree): void {
  const facts = (list: readonly LockedPackage[] | undefined): string =>
    JSON.stringify(list?.map(({ key, name, version, integrity }) => [key, name, version, integrity]));
  if (facts(readPackages(file)) !== facts(packages))
    throw integrityRefused({
      manager: 'npm',
      tool,
      reason: 'its package-lock.json names other packages than its lock',
    });
  const bare = packages.find(({ integrity }) => integrity.length === 0);
  if (bare !== undefined)
    throw integrityRefused({ manager: 'npm', tool, reason: `${bare.key} has no hash in its lock` });
}
