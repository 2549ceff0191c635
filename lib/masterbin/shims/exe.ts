import type { ShimRenderer } from './shim';

/**
 * The text file beside `<name>.exe`, a copy of the shim program (native/shim.c): UTF-8, the path of the target alone in its first line. The
 * program passes the rest of its own command line on byte for byte.
 */
export const renderExeSidecar: ShimRenderer = ({ name, target }) => {
  if (!/\.exe$/i.test(target)) return { refused: 'the exe form starts only .exe files' };
  if (/["\r\n]/.test(target)) return { refused: 'no program on Windows can have this path' };
  return { file: `${name}.shim`, text: `${target}\n` };
};
