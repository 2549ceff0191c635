import { wrapperMark, type ShimRenderer } from './shim';

/**
 * POSIX sh. `exec` replaces the shell, so signals, stdin and the status are the tool's own, and the one process costs about 1.6 ms. Between
 * single quotes a shell takes everything as it is, newlines too; only the quote itself has to step outside.
 */
export const renderSh: ShimRenderer = ({ name, target }) => {
  if (target.includes('\0')) return { refused: 'its path holds a NUL' };
  return { file: name, text: `#!/bin/sh\n# ${wrapperMark}\nexec '${target.replaceAll("'", `'\\''`)}' "$@"\n` };
};
