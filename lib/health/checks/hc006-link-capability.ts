import { join } from 'node:path';
import { isStackError } from '../../kernel/fault';
import { defineCheck } from '../check';
import { shellQuote } from '../../kernel/shell-quote';

/** Tried for real: file systems, mounts and policies differ in what they say and what they do. */
export default defineCheck({
  code: 'HC006',
  title: 'folder links cannot be made',
  run: ({ system, paths }) => {
    const { files, links, randomness } = system;
    const folder = join(paths.state, `link-probe-${randomness.hex(8)}`);
    const link = join(folder, 'link');
    try {
      files.makeFolder(join(folder, 'target'), 0o700);
      links.make(link, join(folder, 'target'));
      files.write(join(link, 'probe'), 'probe');
      const seen = files.read(join(folder, 'target', 'probe')).toString('utf8');
      return seen === 'probe' ? [] : [finding(paths.state, 'what was written through the link did not arrive')];
    } catch (error) {
      if (!isStackError(error)) throw error;
      return [finding(paths.state, error.message)];
    } finally {
      // Made a moment ago by this very check, under a name nobody else has.
      if (files.stat(folder) !== undefined) files.removeTree(folder);
    }
  },
});

function finding(
  folder: string,
  reason: string,
): { severity: 'error'; message: string; evidence: { folder: string }; fix: string } {
  return {
    severity: 'error',
    message: `a folder link could not be made: ${reason}`,
    evidence: { folder },
    fix: `ls -la ${shellQuote(folder)} && df -h ${shellQuote(folder)}`,
  };
}
