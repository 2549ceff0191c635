import { expandHome } from '../../config';
import { writtenFolders } from '../../centralize';
import { defineCheck, type Finding } from '../check';
import { shellQuote } from '../../kernel/shell-quote';

/** Folders that variables and the config point to: tools fail, or fill the old place again, when they are gone. */
export default defineCheck({
  code: 'HC003',
  title: 'a required folder is missing',
  run: ({ system, config, paths }) => {
    const isFolder = (path: string): boolean => {
      const real = system.files.realPath(path);
      return real !== undefined && system.files.stat(real)?.kind === 'folder';
    };
    const finding = (path: string, why: string): readonly Finding[] =>
      isFolder(path)
        ? []
        : [
            {
              severity: 'warning',
              message: `${path} does not exist: ${why}`,
              evidence: { path },
              fix: `mkdir -p ${shellQuote(path)}`,
            },
          ];
    const workspaces = (config.workspaces ?? []).map((path) => expandHome(path, paths.home));
    return [
      ...workspaces.flatMap((path) => finding(path, 'the config names it as a workspace')),
      ...writtenFolders(system, paths).flatMap(({ name, folder }) => finding(folder, `${name} points to it`)),
    ];
  },
});
