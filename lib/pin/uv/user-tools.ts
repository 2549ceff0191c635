import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import type { System } from '../../system/port';
import type { InstalledTool, ManagerWorld, OnUnread } from '../manager';
import { withoutLogin } from '../without-login';
import { installedPackages } from '../python/environment';
import { orNothing, readOr } from '../read-or';
import { readReceipt } from './receipt';
import { userUvTools } from './user-folder';

/** What the user installed with `uv tool install` himself, by its receipts. */
export function listUserTools({ system }: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[] {
  const { files } = system;
  const root = userUvTools(system);
  if (files.stat(root)?.kind !== 'folder') return [];
  return files
    .list(root)
    .flatMap(({ name }) => readOr(() => readTool(system, join(root, name), name), orNothing(onUnread)));
}

function readTool(system: System, folder: string, tool: string): readonly InstalledTool[] {
  const { files } = system;
  const receipt = join(folder, 'uv-receipt.toml');
  const version = installedPackages(system, folder).get(foldedName(tool));
  if (version === undefined || files.stat(receipt) === undefined) return [];
  const text = files.readText(receipt);
  return [{ tool, version, owner: 'user', folder, programs: readReceipt(text), ...askedFor(text) }];
}

/** The first requirement is the tool itself. */
function askedFor(receipt: string): Pick<InstalledTool, 'origin' | 'extras'> {
  const [, own = ''] = /^requirements = \[\s*\{([^}]*)\}/m.exec(receipt) ?? [];
  const [, origin] = /\b(?:git|url|path|directory|editable) = "([^"]+)"/.exec(own) ?? [];
  const extras = /\bextras = \[([^\]]*)\]/.exec(own)?.[1]?.replaceAll(/["\s]/g, '') ?? '';
  return {
    ...(origin === undefined ? {} : { origin: withoutLogin(origin) }),
    ...(extras === '' ? {} : { extras }),
  };
}
