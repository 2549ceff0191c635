import { join } from 'node:path';
import type { System } from '../../system/port';
import { isSameVersion, semverScheme } from '../../versions';
import type { LockedPackage, LockedTree } from '../manager';
import { asObject, asText, parseObject, readObject, type Json } from '../read-json';
import { readOr } from '../read-or';
import { readLeftOut } from './left-out';
import { findMissable } from './needed-packages';
import { packageFolders } from './package-folders';

export const lockName = 'package-lock.json';

/** The packages of a package-lock.json; undefined for a text that is none. Bundled packages are part of the one that holds them. */
export function readPackages(text: string): readonly LockedPackage[] | undefined {
  const packages = asObject(parseObject(text)?.['packages']);
  if (packages === undefined) return undefined;
  return Object.entries(packages)
    .flatMap(([key, value]): readonly LockedPackage[] => {
      const entry = asObject(value);
      if (key === '' || entry === undefined || entry['inBundle'] === true) return [];
      const source = asText(entry['resolved']);
      return [
        {
          key,
          name: asText(entry['name']) ?? nameAt(key),
          version: asText(entry['version']) ?? '',
          integrity: (asText(entry['integrity']) ?? '').split(/\s+/).filter(Boolean).sort(),
          ...(source === undefined ? {} : { source }),
        },
      ];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** True where it names what is there because others expect it beside them. */
export function hasPeers(text: string): boolean {
  const packages = asObject(parseObject(text)?.['packages']) ?? {};
  return Object.values(packages).some((entry) => asObject(entry)?.['peer'] === true);
}

/** The tree that a package-lock.json fixes for one tool; undefined when the tool is not in it. */
export function readLockedTree(text: string, tool: string): LockedTree | undefined {
  const packages = readPackages(text);
  const root = packages?.find(({ key }) => key === `node_modules/${tool}`);
  if (packages === undefined || root === undefined) return undefined;
  return { tool, version: root.version, packages, file: text };
}

/**
 * Folders of packages that are not what package-lock.json says: another version, unreadable, missing though they had to come, or there
 * though it does not name them, where they would be found instead of those that it names.
 */
export function driftedFolders(system: System, root: string, text: string): readonly string[] {
  const packages = asObject(parseObject(text)?.['packages']) ?? {};
  const mayMiss = findMissable(system, packages, () => readLeftOut(system, root));
  const drifted = Object.entries(packages).flatMap(([key, value]) => {
    const entry = asObject(value) ?? {};
    if (key === '' || entry['link'] === true) return [];
    const path = join(root, key, 'package.json');
    const isDrifted = readOr(
      () => {
        const version = asText(readObject(system, path)?.['version']);
        if (version !== undefined && isSameVersion(semverScheme, version, asText(entry['version']) ?? '')) return false;
        return version !== undefined || system.files.stat(path) !== undefined || !mayMiss(key);
      },
      // A package that cannot be read is in no version at all.
      () => true,
    );
    return isDrifted ? [key] : [];
  });
  return [...drifted, ...unnamedFolders(system, root, text)];
}

/** What lies in the folders of packages of a project though its package-lock.json does not name it. */
export function unnamedFolders(system: System, root: string, text: string): readonly string[] {
  const packages = asObject(parseObject(text)?.['packages']) ?? {};
  return packageFolders(system, root).filter((key) => !Object.hasOwn(packages, key));
}

/**
 * The same lock without the packages that others bring in their own files. npm takes those out of the files by itself, and fetches one that is
 * only said to be among them, without any hash.
 */
export function withoutBundled(text: string): string {
  const lock = parseObject(text);
  const packages = Object.entries(asObject(lock?.['packages']) ?? {});
  const fetched = packages.filter(([, entry]) => asObject(entry)?.['inBundle'] !== true);
  if (fetched.length === packages.length) return text;
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(fetched) }, null, 2)}\n`;
}

/** The package.json of a private project: one tool in one version. */
export function renderManifest(tool: string, version: string): string {
  const manifest: Json = { private: true, dependencies: { [tool]: version } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The name that a package has by its place. */
export function nameAt(key: string): string {
  return key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
