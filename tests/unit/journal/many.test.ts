import { join } from 'node:path';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();

it('takes many changes back one by one, and leaves alone what was changed since', async () => {
  at.system.files.write(at.path('old'), 'one', { mode: 0o640 });
  at.system.files.write(at.path('gone'), 'x', { mode: 0o600 });
  await at.run(({ files }) => {
    files.changeMany([
      { kind: 'write', path: at.path('old'), content: 'two' },
      { kind: 'write', path: at.path('new'), content: 'new', mode: 0o755 },
      { kind: 'write', path: at.path('edited'), content: 'ours' },
      { kind: 'remove', path: at.path('gone') },
    ]);
  });
  at.system.files.write(at.path('edited'), 'mine');

  const report = await at.undo();

  expect(report.undone).toBe(3);
  expect(report.refused).toEqual([{ path: at.path('edited'), reason: 'it was changed since' }]);
  expect(at.system.files.list(at.root).map(({ name }) => name)).toEqual(['edited', 'gone', 'old']);
  expect([at.text('old'), at.text('gone'), at.system.files.stat(at.path('old'))?.mode]).toEqual(['one', 'x', 0o640]);
});

it('has every intent and the old contents on record before the first change', async () => {
  at.system.files.write(at.path('a'), 'one');
  at.system.files.makeFolder(at.path('b'));
  const run = at.run(({ files }) => {
    files.changeMany([
      { kind: 'write', path: at.path('a'), content: 'two' },
      { kind: 'write', path: at.path('b'), content: 'two' },
    ]);
  });
  await expect(run).rejects.toMatchObject({ code: 'SYS005' });

  const [killed] = at.runs();
  expect(killed?.steps.map(({ step, done }) => [step.path, done])).toEqual([
    [at.path('a'), false],
    [at.path('b'), false],
  ]);
  const blob = killed?.steps[0]?.before;
  expect(blob).toMatchObject({ was: 'file' });
  const sha256 = blob?.was === 'file' ? blob.sha256 : '';
  expect(at.system.files.read(join(killed?.folder ?? '', 'blobs', sha256)).toString('utf8')).toBe('one');
});

it('is no step where everything is as wished', async () => {
  at.system.files.write(at.path('a'), 'one');
  const run = at.run(({ files }) => {
    files.changeMany([{ kind: 'write', path: at.path('a'), content: 'one' }]);
  });
  await expect(run).rejects.toThrow('it changed nothing');
});
