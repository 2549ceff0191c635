import { join } from 'node:path';
import { foldedName } from '../../kernel/folded-name';
import type { InstalledTool, ManagerWorld } from '../manager';
import { installedPackages } from '../python/environment';

/** What the user installed with `uv tool install` himself, by its receipts. */
export function listUserTools({ system }: ManagerWorld): readonly InstalledTool[] {
  const { environment, files, machine } = system;
  const data =
    machine.os === 'win32'
      ? join(environment.get('APPDATA') ?? join(machine.home, 'AppData', 'Roaming'), 'uv', 'data')
      : join(environment.get('XDG_DATA_HOME') ?? join(machine.home, '.local', 'share'), 'uv');
  const root = environment.get('UV_TOOL_DIR') ?? join(data, 'tools');
  if (files.stat(root)?.kind !== 'folder') return [];
  return files.list(root).flatMap(({ name }): readonly InstalledTool[] => {
    const folder = join(root, name);
    const receipt = join(folder, 'uv-receipt.toml');
    const version = installedPackages(system, folder).get(foldedName(name));
    if (version === undefined || files.stat(receipt) === undefined) return [];
    const text = files.readText(receipt);
    const programs = [...text.matchAll(/name = "([^"]+)", install-path = "([^"]+)"/g)];
    return [
      {
        tool: name,
        version,
        owner: 'user',
        folder,
        programs: programs.map(([, program = '', path = '']) => ({ name: program, path })),
      },
    ];
  });
}
