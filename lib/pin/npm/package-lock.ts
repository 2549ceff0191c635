import { join } from 'node:path';
import type { System } from '../../system/port';
import { isSameVersion, semverScheme } from '../../versions';
import type { LockedPackage, LockedTree } from '../manager';
import { asObject, asText, parseObject, readObject, type Json } from '../read-json';
import { readOr } from '../read-or';

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

/** The tree that a package-lock.json fixes for one tool; undefined when the tool is not in it. */
export function readLockedTree(text: string, tool: string): LockedTree | undefined {
  const packages = readPackages(text);
  const root = packages?.find(({ key }) => key === `node_modules/${tool}`);
  if (packages === undefined || root === undefined) return undefined;
  return { tool, version: root.version, packages, file: text };
}

/** Folders of packages that are not what package-lock.json says: another version, unreadable, or missing though every platform needs them. */
export function driftedFolders(system: System, root: string, text: string): readonly string[] {
  const packages = asObject(parseObject(text)?.['packages']) ?? {};
  return Object.entries(packages).flatMap(([key, value]) => {
    const entry = asObject(value) ?? {};
    if (key === '' || entry['link'] === true) return [];
    const path = join(root, key, 'package.json');
    const mayMiss = entry['optional'] === true || entry['devOptional'] === true || entry['peer'] === true;
    const isDrifted = readOr(
      () => {
        const version = asText(readObject(system, path)?.['version']);
        if (version !== undefined && isSameVersion(semverScheme, version, asText(entry['version']) ?? '')) return false;
        return version !== undefined || !mayMiss || system.files.stat(path) !== undefined;
      },
      // A package that cannot be read is in no version at all.
      () => true,
    );
    return isDrifted ? [key] : [];
  });
}

/** The package.json of a private project: one tool in one version. */
export function renderManifest(tool: string, version: string): string {
  const manifest: Json = { private: true, dependencies: { [tool]: version } };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function nameAt(key: string): string {
  return key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
