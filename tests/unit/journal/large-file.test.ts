import { statSync, truncateSync, writeFileSync } from 'node:fs';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
/** More than Node reads at once. It has no bytes on the disk. */
const bytes = 2 ** 31 + 1;

it('a file of more than two gigabytes can be moved', async () => {
  writeFileSync(at.path('model'), '');
  truncateSync(at.path('model'), bytes);
  await at.run(({ files }) => {
    files.move(at.path('model'), at.path('moved'));
  });
  expect(statSync(at.path('moved')).size).toBe(bytes);
});
