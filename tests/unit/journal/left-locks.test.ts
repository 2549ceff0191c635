import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockCheckpoint, openCheckpoint, sweepCheckpoints } from '../../../lib/journal';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const locks = (): string => join(at.folder, '..', 'locks');
const dead = '{"pid":999999999,"purpose":"just T","since":"2026-01-01T00:00:00.000Z"}\n';

const put = (folder: string, name: string, text: string): string => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const left = (): unknown => [at.folder, locks()].map((folder) => {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder);
}); // prettier-ignore
const sweep = (): Promise<void> =>
  sweepCheckpoints(at.system, { folder: at.folder, locks: locks(), keepDays: 30, purpose: 'just T' });

describe('a run that was killed before its checkpoint began', () => {
  it.each<readonly [string, string | undefined]>([
    ['with nothing of that', undefined],
    ['with an empty one', ''],
    ['with a cut first line', '{"line":"open","run":"ki'],
  ])('leaves nothing after the next look, %s', async (_, text) => {
    put(locks(), 'checkpoint-killed.lock', dead);
    if (text !== undefined) put(at.folder, 'killed.jsonl', text);
    await sweep();
    expect(left()).toEqual([[], []]);
  });

  it('leaves nothing where it had not even written its name', async () => {
    const path = put(locks(), 'checkpoint-killed.lock', '');
    utimesSync(path, 1, 1);
    await sweep();
    expect(left()).toEqual([[], []]);
  });
});

it('what nobody can read is no reason to refuse the run that comes by', async () => {
  put(locks(), 'checkpoint-odd.lock', dead);
  mkdirSync(join(at.folder, 'odd.jsonl'), { recursive: true });
  put(locks(), 'checkpoint-killed.lock', dead);
  await sweep();
  expect(left()).toEqual([['odd.jsonl'], []]);
});

it('a lock that was made a moment ago is not in the way of who makes it', async () => {
  const now = at.system.clock.now() / 1000;
  utimesSync(put(locks(), 'checkpoint-young.lock', ''), now, now);
  await sweep();
  expect(left()).toEqual([[], ['checkpoint-young.lock']]);
});

it('a run that holds its lock keeps it, with and without a first line', async () => {
  put(at.folder, 'begins.jsonl', '{"line":');
  const held = ['begins', 'waits'].map((run) =>
    lockCheckpoint(at.system, { folder: locks(), run, waitMs: 0, purpose: 'just T' }),
  );
  await Promise.all(held);
  await sweep();
  expect(left()).toEqual([['begins.jsonl'], ['checkpoint-begins.lock', 'checkpoint-waits.lock']]);
  for (const lock of held) (await lock).release();
});

it('a killed run that can be gone on with leaves its checkpoint and no lock', async () => {
  const start = { run: 'open', command: 'T', build: {}, takenBack: [], resumed: undefined };
  openCheckpoint(at.system, at.folder, start).close(500);
  put(locks(), 'checkpoint-open.lock', dead);
  await sweep();
  expect(left()).toEqual([['open.jsonl'], []]);
});

it('a run that can be gone on with and is at work keeps its lock', async () => {
  const start = { run: 'open', command: 'T', build: {}, takenBack: [], resumed: undefined };
  openCheckpoint(at.system, at.folder, start).close(500);
  const lock = await lockCheckpoint(at.system, { folder: locks(), run: 'open', waitMs: 0, purpose: 'just T' });
  await sweep();
  expect(left()).toEqual([['open.jsonl'], ['checkpoint-open.lock']]);
  lock.release();
});

it('other locks stay', async () => {
  put(locks(), 'journal.lock', dead);
  await sweep();
  expect(left()).toEqual([[], ['journal.lock']]);
});
