import { join } from 'node:path';
import { summariseChanges, undoDeadline, type ChangeFacts } from '../../../lib/run/change-summary';
import { inFolder } from '../../../lib/system/in-folder';
import type { Step } from '../../../lib/system/step';
import { makeWorld } from '../config/world';

const remove = (path: string): Step => ({ kind: 'remove', path });

describe('the summary of changes', () => {
  const { paths } = makeWorld();
  const facts: ChangeFacts = {
    steps: [],
    reports: [],
    paths,
    runId: '12345678-9abc',
    dryRun: false,
    isWell: true,
    undoUntil: '2026-01-22',
  };

  it('says that nothing had to be changed', () => {
    expect(summariseChanges(facts)).toEqual(['nothing had to be changed']);
  });

  it('counts the steps by kind and says how to take them back', () => {
    const steps: readonly Step[] = [remove('/a'), { kind: 'link.make', path: '/l', target: '/t' }, remove('/b')];
    expect(summariseChanges({ ...facts, steps })).toEqual([
      'changed: 2 items removed, 1 link made',
      'take it back: npx just Undo.Run --run 12345678 (until 2026-01-22)',
    ]);
  });

  it('does not call it good news that a run which did not go well changed nothing', () => {
    expect(summariseChanges({ ...facts, isWell: false })).toEqual([]);
    expect(summariseChanges({ ...facts, isWell: false, steps: [remove('/a')] })[0]).toBe('changed: 1 item removed');
  });

  it('does not count what we note down about journals', () => {
    const path = inFolder(paths.journal, join('run', 'undone.json'));
    const noted: Step = { kind: 'file.write', path, sha256: '', mode: 0o600, replaces: false };
    expect(summariseChanges({ ...facts, steps: [remove('/a'), noted] })[0]).toBe('changed: 1 item removed');
  });

  it('says in a dry run what would be', () => {
    expect(summariseChanges({ ...facts, steps: [remove('/a')], dryRun: true, undoUntil: undefined })).toEqual([
      'would change: 1 item removed',
    ]);
  });

  it('sends nobody to take back what cannot be', () => {
    const lines = summariseChanges({ ...facts, steps: [remove('/a')], undoUntil: undefined });
    expect(lines).toEqual(['changed: 1 item removed']);
  });

  it('says where the reports are', () => {
    expect(summariseChanges({ ...facts, reports: ['/r/a.json', 'C:\\r\\b.json', ''] })).toEqual([
      'nothing had to be changed',
      `reports: ${paths.reports} (a.json, b.json, )`,
    ]);
  });

  it('knows the last day for taking back', () => {
    expect(undoDeadline(7, Date.UTC(2026, 1, 25, 23))).toBe('2026-03-04');
  });
});
