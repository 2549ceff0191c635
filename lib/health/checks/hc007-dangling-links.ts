import { dirname, isAbsolute, join } from 'node:path';
import { isInside } from '../../config';
import { defineCheck, type Finding } from '../check';
import { pathEntries } from '../../system/path-entries';
import { shellQuote } from '../../kernel/shell-quote';
import { toType } from '../../kernel/to-type';

const notSearched = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', '__pycache__', 'target']);
const depth = 4;

/** Links that lead nowhere: ours break the tool that uses them, others make `mkdir -p` and installers fail. */
export default defineCheck({
  code: 'HC007',
  title: 'a link leads nowhere',
  run: ({ system, paths }) => {
    const { files, links, walk, machine } = system;
    const findings = new Map<string, Finding>();
    const look = (path: string): void => {
      const target = links.read(path);
      if (target === undefined || files.realPath(path) !== undefined) return;
      const absolute = isAbsolute(target) ? target : join(dirname(path), target);
      const ours = isInside(absolute, paths.central);
      findings.set(path, {
        severity: ours ? 'error' : 'warning',
        message: `${path} leads to ${target}, which does not exist`,
        evidence: { link: path, target, ours },
        fix: ours ? toType('Enforce.Once') : `rm ${shellQuote(path)}`,
      });
    };
    const lookIn = (folder: string): void => {
      if (files.stat(folder)?.kind !== 'folder') return;
      for (const { name, kind } of files.list(folder)) if (kind === 'link') look(join(folder, name));
    };
    const own = [machine.home, paths.userConfig, join(machine.home, '.local', 'bin'), join(machine.home, 'bin')];
    for (const folder of new Set([...own, ...pathEntries(system).filter((entry) => isInside(entry, machine.home))]))
      lookIn(folder);
    for (const workspace of paths.workspaces) {
      const enter = ({ name }: { readonly name: string }): boolean => !notSearched.has(name);
      for (const entry of walk(workspace, { enter, maxDepth: depth, onUnreadable: () => undefined }))
        if (entry.kind === 'link') look(entry.path);
    }
    return [...findings.values()];
  },
});
