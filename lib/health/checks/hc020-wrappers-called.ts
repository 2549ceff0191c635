import { forThisShell, lookAtPath } from '../../centralize';
import { toType } from '../../kernel/to-type';
import { listWrappers, lostTool } from '../../masterbin';
import { pathEntries } from '../../system/path-entries';
import { defineCheck, type Finding } from '../check';

const apply = (): string => toType('CentralizeApply');

/** A wrapper that something else hides, or that leads to nothing, is a tool in another version than the one that is kept. */
export default defineCheck({
  code: 'HC020',
  title: 'a tool is not called through its wrapper',
  run: ({ system, config, paths }) => {
    const wrappers = listWrappers(system, paths);
    if (wrappers.length === 0) return [];
    const dead = wrappers.filter(({ target }) => system.files.realPath(target) === undefined);
    const findings: Finding[] = dead.map(({ command, source, path, target }) => {
      const lost = lostTool({ system, config, paths }, { source, target });
      return {
        severity: 'error',
        message: `${command} leads to ${target}, which does not exist`,
        evidence: { command, wrapper: path, target },
        fix: toType(lost === undefined ? 'MasterBin.Rebuild' : 'Pin.Sync'),
      };
    });
    const { written, stale, missing } = lookAtPath(system, paths);
    if (!pathEntries(system).includes(paths.bin)) {
      const message = `${paths.bin} is not on the PATH, so none of its ${wrappers.length} tools is called`;
      const isWritten = written.length > 0 && stale.length + missing.length === 0;
      // On Windows we do not write it.
      const isAsked = isWritten || system.machine.os === 'win32';
      const fix = isAsked ? forThisShell(system) : `${apply()} && ${forThisShell(system)}`;
      return [...findings, { severity: 'warning', message, evidence: { bin: paths.bin, stale, missing }, fix }];
    }
    if (stale.length > 0) {
      const message = `shells that read ${stale.join(', ')} do not find ${paths.bin}: our lines there are not those for it`;
      findings.push({ severity: 'warning', message, evidence: { stale }, fix: apply() });
    }
    // Where none of our lines is anywhere, the user has put the folder on the PATH himself.
    if (written.length + stale.length > 0 && missing.length > 0) {
      const message = `shells that read ${missing.join(', ')} do not find ${paths.bin}: our lines are not there`;
      findings.push({ severity: 'warning', message, evidence: { written, missing }, fix: apply() });
    }
    const hidden = wrappers.flatMap(({ command, path }) => {
      const runs = system.processes.which(command);
      return runs === undefined || runs === path ? [] : [{ command, runs }];
    });
    if (hidden.length === 0) return findings;
    const names = hidden.slice(0, 3).map(({ command }) => command);
    const more = hidden.length > 3 ? ` and ${hidden.length - 3} more` : '';
    const message = `the PATH finds another ${names.join(', ')}${more} before ${paths.bin}`;
    return [
      ...findings,
      { severity: 'warning', message, evidence: { hidden: hidden.slice(0, 20) }, fix: forThisShell(system) },
    ];
  },
});
