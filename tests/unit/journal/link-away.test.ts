import { readdirSync, renameSync, rmSync } from 'node:fs';
import { sweepJournals } from '../../../lib/journal';
import { putLinkBack } from '../../../lib/journal/link-away';
import { hasLinkNote } from '../../../lib/journal/link-note';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();

/** A run that is killed in the moment in which the link is beside its place. @param isAlive whether its process goes on. */
function kill(isAlive: boolean): System {
  const { files, links, processes, ...rest } = at.system;
  files.makeFolder(at.path('folder'));
  links.make(at.path('link'), at.path('folder'));
  let isDead = false;
  const system: System = {
    ...rest,
    links,
    processes: { ...processes, isAlive: () => isAlive },
    files: {
      ...files,
      move: () => {
        renameSync(at.path('link'), at.path(`.link.1-${'a'.repeat(24)}.clistack-tmp`));
        isDead = true;
        throw new Error('killed');
      },
      remove: (path) => {
        if (!isDead) files.remove(path);
      },
    },
  };
  at.killed(system, (journaled) => {
    journaled.files.move(at.path('folder'), at.path('link'), { overLink: true });
  });
  expect(readdirSync(at.root)).not.toContain('link');
  return { ...system, files };
}

it('a link that a killed run left beside its place is put back by the note of it', () => {
  const system = kill(false);
  expect(putLinkBack(system, at.folder)).toBe(at.path('link'));
  expect([system.links.read(at.path('link')), readdirSync(at.root)]).toEqual([at.path('folder'), ['folder', 'link']]);
  expect(hasLinkNote(system.files, at.folder)).toBe(false);
  expect(putLinkBack(system, at.folder)).toBeUndefined();
});

it('a link that a run at work has beside its place is its own', () => {
  const system = kill(true);
  expect(putLinkBack(system, at.folder)).toBeUndefined();
  expect([readdirSync(at.root).includes('link'), hasLinkNote(system.files, at.folder)]).toEqual([false, true]);
});

it('nothing is put where something else is, nor where nothing is to come any more', () => {
  const system = kill(false);
  system.files.write(at.path('link'), 'theirs');
  expect(putLinkBack(system, at.folder)).toBeUndefined();
  expect(at.text('link')).toBe('theirs');
  expect(hasLinkNote(system.files, at.folder)).toBe(false);

  for (const name of ['link', 'folder']) rmSync(at.path(name), { recursive: true });
  const again = kill(false);
  rmSync(at.path('folder'), { recursive: true });
  expect(putLinkBack(again, at.folder)).toBeUndefined();
});

it('where the note is lost, because the machine went down, the next changing run puts the link back', async () => {
  const system = kill(false);
  rmSync(`${at.folder}/link-away.json`);
  sweepJournals(system, at.folder, 30);
  expect([system.links.read(at.path('link')), readdirSync(at.root)]).toEqual([at.path('folder'), ['folder', 'link']]);
  expect(await at.undo('killed')).toMatchObject({ refused: [] });
  expect(system.links.read(at.path('link'))).toBe(at.path('folder'));
});
