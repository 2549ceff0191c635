import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import type { System } from '../../system/port';

/** Where the user's own uv keeps its tools. */
export function userUvTools({ environment, machine }: Pick<System, 'environment' | 'machine'>): string {
  const { home, os } = machine;
  const data =
    os === 'win32'
      ? join(absoluteVariable(environment, 'APPDATA') ?? join(home, 'AppData', 'Roaming'), 'uv', 'data')
      : join(absoluteVariable(environment, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'uv');
  return absoluteVariable(environment, 'UV_TOOL_DIR') ?? join(data, 'tools');
}
