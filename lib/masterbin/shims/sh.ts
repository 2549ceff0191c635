import { singleQuoted } from '../../kernel/shell-quote';
import { besideBatch, wrapperMark, type ShimRenderer } from './shim';

/**
 * POSIX sh. `exec` replaces the shell, so signals, stdin and the status are the tool's own. It costs what the shell takes to start, 0.6 ms
 * with dash: where the mark stands, and whether it does, makes no difference that can be measured.
 */
export const renderSh: ShimRenderer = ({ name, target }) => {
  if (target.includes('\0')) return { refused: 'its path holds a NUL' };
  return { file: name, text: `#!/bin/sh\n# ${wrapperMark}\nexec ${singleQuoted(besideBatch(target, ''))} "$@"\n` };
};
