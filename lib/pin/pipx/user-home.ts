import { join } from 'node:path';
import { absoluteVariable } from '../../system/absolute-variable';
import type { System } from '../../system/port';

/** Where the user's own pipx keeps its tools: $PIPX_HOME; without it the place of long ago where it is there, as pipx itself has it. */
export function userPipxHome({
  environment,
  files,
  machine,
}: Pick<System, 'environment' | 'files' | 'machine'>): string {
  const { home, os } = machine;
  const old = join(home, '.local', 'pipx');
  const local = (): string => absoluteVariable(environment, 'LOCALAPPDATA') ?? join(home, 'AppData', 'Local');
  const usual = {
    linux: () => join(absoluteVariable(environment, 'XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'pipx'),
    darwin: () => join(home, 'Library', 'Application Support', 'pipx'),
    win32: () => join(local(), 'pipx', 'pipx'),
  };
  return absoluteVariable(environment, 'PIPX_HOME') ?? (files.stat(old) === undefined ? usual[os]() : old);
}

/** Where the user's own pipx puts the programs of its tools. */
export function userPipxBin({ environment, machine }: Pick<System, 'environment' | 'machine'>): string {
  return absoluteVariable(environment, 'PIPX_BIN_DIR') ?? join(machine.home, '.local', 'bin');
}
