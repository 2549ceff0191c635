import { join } from 'node:path';
import { knownVariableNames } from '../../centralize';
import { suggest } from '../../kernel/suggest';
import { absentFolders } from '../../masterbin';
import { defineCheck, type Finding } from '../check';
import { shellQuote } from '../../kernel/shell-quote';

/** A valid config that does not do what it seems to say. */
export default defineCheck({
  code: 'HC005',
  title: 'the config has no effect somewhere',
  run: ({ system, config, paths }) => {
    const findings: Finding[] = [];
    const known = knownVariableNames(system);
    for (const [key, names] of [
      ['include', config.centralize.include],
      ['exclude', config.centralize.exclude],
    ] as const) {
      for (const name of names.filter((candidate) => !known.includes(candidate))) {
        const [near] = suggest(name, known);
        const hint = near === undefined ? '' : `, did you mean ${near}?`;
        findings.push({
          severity: 'warning',
          message: `centralize.${key} names ${name}, which is in no catalogue${hint}`,
          evidence: { name, key, near: near ?? null },
          fix: null,
        });
      }
    }
    for (const folder of absentFolders(system, config, paths)) {
      const message = `masterbin.sources names ${folder}, which is no folder, so it offers nothing`;
      findings.push({ severity: 'warning', message, evidence: { folder }, fix: null });
    }
    if (paths.workspaces.length === 0) {
      const message = 'no workspace exists, so no cache of a project is found';
      findings.push({
        severity: 'info',
        message,
        evidence: { workspaces: config.workspaces },
        fix: `mkdir -p ${shellQuote(join(paths.home, 'src'))}`,
      });
    }
    return findings;
  },
});
