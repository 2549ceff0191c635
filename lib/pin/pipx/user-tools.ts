import { join } from 'node:path';
import type { System } from '../../system/port';
import type { InstalledTool, ManagerWorld, OnUnread, ToolProgram } from '../manager';
import { metadataDamaged } from '../faults';
import { asObject, asText, objectsIn, readObject } from '../read-json';
import { orNothing, readOr } from '../read-or';
import { withoutLogin } from '../without-login';
import { userPipxHome } from './user-home';

/** What the user installed with pipx himself, by its metadata. */
export function listUserTools({ system }: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[] {
  const { files } = system;
  const venvs = join(userPipxHome(system), 'venvs');
  if (files.stat(venvs)?.kind !== 'folder') return [];
  return files
    .list(venvs)
    .filter(({ kind }) => kind === 'folder')
    .flatMap(({ name }) => readOr(() => readVenv(system, join(venvs, name)), orNothing(onUnread)));
}

function readVenv(system: System, folder: string): readonly InstalledTool[] {
  const path = join(folder, 'pipx_metadata.json');
  const metadata = readObject(system, path);
  if (metadata === undefined && system.files.stat(path) !== undefined)
    throw metadataDamaged({ path, reason: 'it holds no JSON object' });
  const main = asObject(metadata?.['main_package']);
  const tool = asText(main?.['package']);
  const version = asText(main?.['package_version']);
  if (tool === undefined || version === undefined) return [];
  return [
    {
      tool,
      version,
      owner: 'user',
      folder,
      programs: programsOf(main?.['app_paths']),
      origin: originOf(main?.['package_or_url']),
    },
  ];
}

/** Undefined for what an index was asked for: a name, its extras and its versions. */
function originOf(asked: unknown): string | undefined {
  const text = asText(asked);
  if (text === undefined || /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?\s*(?:[<>=!~].*)?$/.test(text)) return undefined;
  return withoutLogin(text);
}

function programsOf(paths: unknown): readonly ToolProgram[] {
  return objectsIn(paths).flatMap((entry): readonly ToolProgram[] => {
    const path = asText(entry['__Path__']);
    const name = path?.split(/[\\/]/).at(-1);
    return path === undefined || name === undefined ? [] : [{ name: name.replace(/\.exe$/, ''), path }];
  });
}
