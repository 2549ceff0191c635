import { dirname } from 'node:path';
import { defineCheck } from '../check';
import type { System } from '../../system/port';

/** Package stores make hard links, which never cross volumes: there the cache of a project on another volume becomes a slow copy. */
export default defineCheck({
  code: 'HC008',
  title: 'the central folder is on another volume than the projects',
  run: ({ system, paths }) => {
    const central = volumeOf(system.files, paths.central);
    return paths.workspaces
      .filter((workspace) => volumeOf(system.files, workspace) !== central)
      .map((workspace) => ({
        severity: 'info' as const,
        message: `${workspace} is on another volume than ${paths.central}: caches that make hard links become copies`,
        evidence: { workspace, central: paths.central },
        fix: null,
      }));
  },
});

/** The volume of a path, or of the nearest folder above it that exists. */
function volumeOf(files: System['files'], path: string): string | undefined {
  const entry = files.stat(path);
  return entry !== undefined || dirname(path) === path ? entry?.dev : volumeOf(files, dirname(path));
}
