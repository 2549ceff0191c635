import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import type { System } from '../../system/port';

/**
 * Where the user's own uv keeps its tools: $UV_TOOL_DIR, then as uv itself has it (crate uv-state): the folder of its first versions where it is
 * there, which its documentation still names for Windows, else the usual one for data.
 */
export function userUvTools({
  environment,
  files,
  machine,
}: Pick<System, 'environment' | 'files' | 'machine'>): string {
  const { home, os } = machine;
  const share = (): string =>
    join(absoluteVariable(environment, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'uv');
  const roaming = (): string =>
    join(absoluteVariable(environment, 'APPDATA') ?? join(home, 'AppData', 'Roaming'), 'uv');
  const places = {
    linux: () => [share()],
    darwin: () => [join(home, 'Library', 'Application Support', 'uv'), share()],
    win32: () => [join(roaming(), 'data'), roaming()],
  }[os]();
  const data = places.find((place) => files.stat(place) !== undefined) ?? places.at(-1) ?? '';
  return absoluteVariable(environment, 'UV_TOOL_DIR') ?? join(data, 'tools');
}
