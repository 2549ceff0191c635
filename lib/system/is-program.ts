import { kindBehind } from './kind-behind';
import type { System } from './port';

/** How the name of a program ends on Windows. */
export const windowsPrograms = /\.(?:exe|cmd|bat|com)$/i;

/** True for an executable file, also behind a link. Windows has no mode that says so: there it is the ending. */
export function isProgram({ files, machine }: Pick<System, 'files' | 'machine'>, path: string): boolean {
  if (machine.os === 'win32') return windowsPrograms.test(path) && kindBehind(files, path) === 'file';
  const entry = files.stat(path);
  if (entry?.kind !== 'link') return entry?.kind === 'file' && (entry.mode & 0o111) !== 0;
  const real = files.realPath(path);
  const behind = real === undefined ? undefined : files.stat(real);
  return behind?.kind === 'file' && (behind.mode & 0o111) !== 0;
}
