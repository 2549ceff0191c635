import { isAbsolute } from 'node:path';
import { defineCheck, type Finding } from '../check';
import { pathEntries } from '../../system/path-entries';
import { shellQuote } from '../../kernel/shell-quote';

/** Entries that are missing, doubled, relative or empty: each lookup pays for them, and a relative one runs what lies in the working folder. */
export default defineCheck({
  code: 'HC002',
  title: 'PATH entries missing or duplicated',
  run: ({ system }) => {
    const entries = pathEntries(system);
    const isFolder = (entry: string): boolean => {
      const real = system.files.realPath(entry);
      return real !== undefined && system.files.stat(real)?.kind === 'folder';
    };
    const sound = entries.filter(
      (entry, index) => isAbsolute(entry) && entries.indexOf(entry) === index && isFolder(entry),
    );
    const fix = `export PATH=${shellQuote(sound.join(system.machine.pathSeparator))}`;
    return entries.flatMap((entry, index): readonly Finding[] => {
      if (entry === '' || !isAbsolute(entry)) {
        const message = `PATH holds ${entry === '' ? 'an empty entry' : `the relative entry ${entry}`}: programs of the working folder are run`;
        return [{ severity: 'warning', message, evidence: { entry, position: index + 1 }, fix }];
      }
      if (entries.indexOf(entry) !== index) {
        return [
          { severity: 'info', message: `${entry} stands twice in PATH`, evidence: { entry, position: index + 1 }, fix },
        ];
      }
      return isFolder(entry)
        ? []
        : [
            {
              severity: 'warning',
              message: `${entry} is in PATH and does not exist`,
              evidence: { entry, position: index + 1 },
              fix,
            },
          ];
    });
  },
});
