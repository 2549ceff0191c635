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
      ...askedFor(main?.['package_or_url']),
    },
  ];
}

/** An index is asked for a name, its extras and its versions; anything else is where it came from. */
function askedFor(asked: unknown): Pick<InstalledTool, 'origin' | 'extras'> {
  const text = asText(asked);
  if (text === undefined) return {};
  const index = /^[A-Za-z0-9][\w.-]*(?:\[([^\]]*)\])?\s*(?:[<>=!~].*)?$/.exec(text);
  if (index === null) return { origin: withoutLogin(text) };
  const extras = index[1]?.trim() ?? '';
  return extras === '' ? {} : { extras };
}

function programsOf(paths: unknown): readonly ToolProgram[] {
  return objectsIn(paths).flatMap((entry): readonly ToolProgram[] => {
    const path = asText(entry['__Path__']);
    const name = path?.split(/[\\/]/).at(-1);
    return path === undefined || name === undefined ? [] : [{ name: name.replace(/\.exe$/, ''), path }];
  });
}
