import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import type { System } from '../../system/port';
import type { InstalledTool, ManagerWorld, OnUnread, ToolProgram } from '../manager';
import { metadataDamaged } from '../faults';
import { asObject, asText, objectsIn, readObject } from '../read-json';
import { orNothing, readOr } from '../read-or';
import { withoutLogin } from '../without-login';

/** What the user installed with pipx himself, by its metadata. */
export function listUserTools({ system }: ManagerWorld, onUnread: OnUnread): readonly InstalledTool[] {
  return userVenvs(system).flatMap((venvs) =>
    system.files
      .list(venvs)
      .filter(({ kind }) => kind === 'folder')
      .flatMap(({ name }) => readOr(() => readVenv(system, join(venvs, name)), orNothing(onUnread))),
  );
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

/** The homes that pipx has used over the years; the first one wins where PIPX_HOME says nothing. */
function userVenvs({ environment, files, machine }: System): readonly string[] {
  const named = absoluteVariable(environment, 'PIPX_HOME');
  const data = absoluteVariable(environment, 'XDG_DATA_HOME') ?? join(machine.home, '.local', 'share');
  const windows = join(
    absoluteVariable(environment, 'LOCALAPPDATA') ?? join(machine.home, 'AppData', 'Local'),
    'pipx',
    'pipx',
  );
  const usual = machine.os === 'win32' ? [windows] : [join(data, 'pipx'), join(machine.home, '.local', 'pipx')];
  const homes = named === undefined ? usual : [named];
  return homes
    .map((home) => join(home, 'venvs'))
    .filter((folder) => files.stat(folder)?.kind === 'folder')
    .slice(0, 1);
}

function programsOf(paths: unknown): readonly ToolProgram[] {
  return objectsIn(paths).flatMap((entry): readonly ToolProgram[] => {
    const path = asText(entry['__Path__']);
    const name = path?.split(/[\\/]/).at(-1);
    return path === undefined || name === undefined ? [] : [{ name: name.replace(/\.exe$/, ''), path }];
  });
}
