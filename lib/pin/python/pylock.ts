import { foldedName } from '../../kernel/folded-name';
import type { LockedPackage } from '../manager';
import { fromHex } from '../integrity';

/** One package of a pylock.toml. */
export interface PylockPackage extends LockedPackage {
  /** When its first wheel came out, ISO; undefined where the index keeps no times. */
  readonly published: string | undefined;
}

/**
 * The packages of a pylock.toml (PEP 751) as uv writes it: one table per package, each file on a line of its own or all of them on one. Only
 * wheels count.
 */
export function readPylock(text: string): readonly PylockPackage[] {
  const [, ...tables] = text.split(/^\[\[packages\]\]$/m);
  return tables
    .flatMap((table): readonly PylockPackage[] => {
      const name = /^name = "([^"]+)"$/m.exec(table)?.[1];
      const version = /^version = "([^"]+)"$/m.exec(table)?.[1];
      if (name === undefined || version === undefined) return [];
      const wheels = [...table.matchAll(/\{ (?:url|path) = "([^"]+\.whl)"[^}]*\{ sha256 = "([0-9a-f]{64})" \}/g)];
      const times = wheels.flatMap(([entry]) => /upload-time = ([^,\s]+)/.exec(entry)?.[1] ?? []);
      const source = wheels[0]?.[1];
      const key = foldedName(name);
      return [
        {
          key,
          name: key,
          version,
          integrity: wheels.map(([, , hex = '']) => fromHex('sha256', hex)).sort(),
          published: times.sort()[0],
          ...(source === undefined ? {} : { source }),
        },
      ];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
