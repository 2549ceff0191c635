import { win32 } from 'node:path';
import { wrapperMark, type ShimRenderer } from './shim';

/**
 * Batch for cmd.exe. A percent sign in the path is doubled, or it would begin a variable. Without CALL: to another batch file ours hands over
 * and ends with it, so its status is passed on; CALL would expand the arguments once more, and has lost the status. cmd itself expands
 * `%VAR%` in arguments, even between quotes: no batch file can prevent that, the exe form can.
 */
export const renderCmd: ShimRenderer = ({ name, target, bin }) => {
  if (/["\r\n]/.test(target)) return { refused: 'cmd.exe cannot name its path' };
  const path = nameInAscii(target, bin);
  if (path === undefined)
    return { refused: 'cmd.exe reads a batch file in the code page of the console, which may have other letters' };
  const lines = ['@ECHO off', `REM ${wrapperMark}`, 'SETLOCAL', `"${path}" %*`];
  return { file: `${name}.cmd`, text: [...lines, 'EXIT /b %ERRORLEVEL%', ''].join('\r\n') };
};

/** The path as it is, or as seen from the folder of the wrapper, which cmd.exe knows by itself; undefined where neither is ASCII. */
function nameInAscii(target: string, bin: string): string | undefined {
  const doubled = (path: string): string => path.replaceAll('%', '%%');
  if (isAscii(target)) return doubled(target);
  const seen = win32.relative(bin, target);
  return isAscii(seen) && !win32.isAbsolute(seen) ? `%~dp0${doubled(seen)}` : undefined;
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
