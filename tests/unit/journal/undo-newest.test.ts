import { readdirSync, writeFileSync } from 'node:fs';
import { undoNewest, type JournaledRun } from '../../../lib/journal';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const write = (...names: readonly string[]): Promise<JournaledRun> =>
  at.run(({ files }) => {
    for (const name of names) files.write(at.path(name), 'ours');
  });
const edit = (...names: readonly string[]): void => {
  for (const name of names) writeFileSync(at.path(name), 'mine');
};

it('takes back the newest run, and names the one before', async () => {
  const first = await write('a');
  const second = await write('b');
  expect(await at.undoNewest(false)).toMatchObject({
    report: { run: second.id },
    passed: [],
    before: { id: first.id },
  });
  expect(await at.undoNewest(false)).toMatchObject({ report: { run: first.id }, before: undefined });
});

it('finishes a run that was taken back in part, before it looks at the one before', async () => {
  await write('a');
  const second = await write('b', 'c');
  edit('b');
  expect((await at.undoNewest(true)).report).toMatchObject({ run: second.id, undone: 1, refused: [{}] });
  writeFileSync(at.path('b'), 'ours');
  expect((await at.undoNewest(true)).report).toMatchObject({ run: second.id, undone: 1, refused: [] });
  expect(readdirSync(at.root)).toEqual(['a']);
});

it('takes back no other run in the place of one that nothing can be taken back of, unless told to', async () => {
  const first = await write('a');
  const second = await write('b');
  edit('b');
  for (let time = 0; time < 2; time += 1) {
    const { report, passed, before } = await at.undoNewest(false);
    expect(report).toMatchObject({ run: second.id, undone: 0, refused: [{ path: at.path('b') }] });
    expect([passed, before?.id]).toEqual([[], first.id]);
  }
  expect([at.text('a'), at.text('b')]).toEqual(['ours', 'mine']);
});

it('passes over as many of them as there are when told to, and says which', async () => {
  const first = await write('a');
  const [second, third] = [await write('b'), await write('c')];
  edit('b', 'c');
  const { report, passed, before } = await at.undoNewest(true);
  expect(report).toMatchObject({ run: first.id, undone: 1 });
  expect([passed.map(({ run }) => run), before]).toEqual([[third.id, second.id], undefined]);
  expect([readdirSync(at.root), at.text('b'), at.text('c')]).toEqual([['b', 'c'], 'mine', 'mine']);
});

it('ends with the last run where nothing of any can be taken back', async () => {
  const first = await write('a');
  await write('b');
  edit('a', 'b');
  const { report, passed, before } = await at.undoNewest(true);
  expect([report.run, report.undone, passed.length, before]).toEqual([first.id, 0, 1, undefined]);
});

it('asks about each run that it would pass over, with the one that would come in its place', async () => {
  await write('a');
  await write('b');
  await write('c');
  edit('b', 'c');
  const asked: string[] = [];
  await undoNewest(at.system, at.runs(), (stuck, before) => {
    asked.push(`${stuck.run} ${before.id}`);
    return Promise.resolve(asked.length === 1);
  });
  expect(asked).toEqual(['run3 run2', 'run2 run1']);
});
