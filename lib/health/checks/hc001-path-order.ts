import { isInside } from '../../config';
import { defineCheck } from '../check';
import { pathEntries } from '../../system/path-entries';
import { shellQuote } from '../../kernel/shell-quote';

const systemFolders = new Set(['/bin', '/sbin', '/usr/bin', '/usr/sbin']);

/** Folders of the user come before those of the system, or the programs he installed himself are never called. */
export default defineCheck({
  code: 'HC001',
  title: 'PATH order wrong',
  run: ({ system }) => {
    const entries = pathEntries(system);
    const firstSystem = entries.findIndex((entry) => systemFolders.has(entry));
    const late = entries.filter(
      (entry, index) => index > firstSystem && firstSystem !== -1 && isInside(entry, system.machine.home),
    );
    const programs = (folder: string): readonly string[] =>
      system.files.stat(folder)?.kind === 'folder' ? system.files.list(folder).map(({ name }) => name) : [];
    const before = new Set(entries.slice(0, Math.max(0, firstSystem)));
    return late
      .filter((folder) => !before.has(folder))
      .flatMap((folder) => {
        const shadowed = programs(folder).filter((name) =>
          entries
            .slice(0, entries.indexOf(folder))
            .some((other) => other !== '' && system.files.stat(`${other}/${name}`) !== undefined),
        );
        const severity = shadowed.length > 0 ? ('error' as const) : ('warning' as const);
        const what = shadowed.length > 0 ? `, so another ${shadowed.slice(0, 3).join(', ')} is called` : '';
        return [
          {
            severity,
            message: `${folder} comes after the system's folders in PATH${what}`,
            evidence: { folder, shadowed: shadowed.slice(0, 20), path: entries },
            fix: `export PATH=${shellQuote([folder, ...entries.filter((entry) => entry !== folder)].join(':'))}`,
          },
        ];
      });
  },
});
