import { defineCheck, type Finding } from '../check';
import { shellQuote } from '../../kernel/shell-quote';

/** What lies in the state folder decides what we change: nobody else may write there. */
export default defineCheck({
  code: 'HC011',
  title: 'the state folder is open to others',
  run: ({ system, paths }) =>
    [paths.state, paths.journal, paths.quarantine, paths.locks].flatMap((folder): readonly Finding[] => {
      const entry = system.files.stat(folder);
      if (entry === undefined) return [];
      if (entry.kind === 'link')
        return [
          {
            severity: 'error',
            message: `${folder} is a link`,
            evidence: { folder, target: system.links.read(folder) },
            fix: null,
          },
        ];
      if (system.machine.os === 'win32' || (entry.mode & 0o022) === 0) return [];
      const evidence = { folder, mode: entry.mode.toString(8) };
      return [
        {
          severity: 'error',
          message: `others may write into ${folder}`,
          evidence,
          fix: `chmod go-w ${shellQuote(folder)}`,
        },
      ];
    }),
});
