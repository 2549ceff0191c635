import { wrapperMark, type ShimRenderer } from './shim';

/**
 * Batch for cmd.exe. A percent sign in the path is doubled, or it would begin a variable; a batch file is started with CALL, or ours would
 * end with it. cmd itself expands `%VAR%` in arguments, even between quotes: no batch file can prevent that, the exe form can.
 */
export const renderCmd: ShimRenderer = ({ name, target }) => {
  if (/["\r\n]/.test(target)) return { refused: 'cmd.exe cannot name its path' };
  const call = /\.(?:cmd|bat)$/i.test(target) ? 'CALL ' : '';
  const lines = ['@ECHO off', `REM ${wrapperMark}`, 'SETLOCAL', `${call}"${target.replaceAll('%', '%%')}" %*`];
  return { file: `${name}.cmd`, text: [...lines, 'EXIT /b %ERRORLEVEL%', ''].join('\r\n') };
};
