import { toType } from '../../kernel/to-type';
import { dirname } from 'node:path';
import { listItems } from '../../quarantine';
import type { System } from '../../system/port';
import { defineCheck, type Finding } from '../check';

const gigabyte = 1024 ** 3;

/** Room for caches and for the originals in quarantine. The fix asks before it deletes them: they are all that an undo has. */
export default defineCheck({
  code: 'HC009',
  title: 'disk space runs out',
  run: ({ system, config, paths }) => {
    const findings: Finding[] = [];
    const seen = new Set<string>();
    for (const path of [paths.home, paths.state, paths.central]) {
      const existing = nearest(system.files, path);
      const volume = system.files.stat(existing)?.dev ?? existing;
      if (seen.has(volume)) continue;
      seen.add(volume);
      const free = system.files.freeBytes(existing);
      if (free >= gigabyte) continue;
      const message = `only ${Math.floor(free / 1024 ** 2)} MB are free on the volume of ${existing}`;
      findings.push({
        severity: free < gigabyte / 5 ? 'error' : 'warning',
        message,
        evidence: { path: existing, freeBytes: free },
        fix: toType('Quarantine.Purge --all'),
      });
    }
    const held = listItems(system, paths).reduce((sum, { manifest }) => sum + manifest.bytes, 0);
    const limit = config.quarantine.maxGigabytes * gigabyte;
    if (held > limit) {
      const message = `the quarantine holds ${(held / gigabyte).toFixed(1)} GB, more than the ${config.quarantine.maxGigabytes} GB of the config`;
      findings.push({
        severity: 'warning',
        message,
        evidence: { bytes: held },
        fix: toType('Quarantine.Purge --all'),
      });
    }
    return findings;
  },
});

function nearest(files: System['files'], path: string): string {
  return files.stat(path) !== undefined || dirname(path) === path ? path : nearest(files, dirname(path));
}
