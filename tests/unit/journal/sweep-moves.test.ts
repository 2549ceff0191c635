import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal, sweepJournals } from '../../../lib/journal';
import type { System } from '../../../lib/system/port';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const sweep = (system = at.system): void => {
  sweepJournals(system, at.folder, 30);
};
const die = (): never => {
  throw new Error('killed');
};
/** A run that is killed when it has come so far with a move. */
const killedIn = (move: System['files']['move'], from: string, to: string, outer = at.system): void => {
  const { files, ...rest } = outer;
  at.killed({ ...rest, files: { ...files, move } }, (system) => {
    system.files.move(at.path(from), at.path(to), { overLink: true });
  });
};
/** The System for which `to` lies on another volume: the memory of this machine need not be one. */
const withOtherVolume = (): System => {
  const { files, ...rest } = at.system;
  const stat: System['files']['stat'] = (path) => {
    const entry = files.stat(path);
    return entry !== undefined && path === at.path('to') ? { ...entry, dev: 'other' } : entry;
  };
  return { ...rest, files: { ...files, stat } };
};
const fill = (folder: string): void => {
  at.system.files.makeFolder(at.path(folder));
  writeFileSync(at.path(folder, 'a'), 'mine');
};

describe('sweeping a move that was killed half-way', () => {
  const link = (from: string, to: string): never => {
    linkSync(from, to);
    throw new Error('killed');
  };

  it('removes the new name of a file whose old one was not gone yet', () => {
    writeFileSync(at.path('a'), 'mine');
    killedIn(link, 'a', 'b');
    sweep();
    expect([readdirSync(at.root), at.text('a')]).toEqual([['a'], 'mine']);
  });

  it('leaves a file that has come to its place since', () => {
    writeFileSync(at.path('a'), 'mine');
    killedIn(link, 'a', 'b');
    rmSync(at.path('b'));
    writeFileSync(at.path('b'), 'mine');
    sweep();
    expect(readdirSync(at.root)).toEqual(['a', 'b']);
  });

  it('removes the link that stands where a folder was which had taken its place', async () => {
    const { files, links } = at.system;
    files.makeFolder(at.path('folder'));
    links.make(at.path('link'), at.path('folder'));
    const swap = (): never => {
      rmSync(at.path('link'));
      renameSync(at.path('folder'), at.path('link'));
      links.make(at.path('folder'), at.path('folder'));
      throw new Error('killed');
    };
    killedIn(swap, 'folder', 'link');
    sweep();
    expect(readdirSync(at.root)).toEqual(['link']);
    await at.undo('killed');
    expect([files.stat(at.path('folder'))?.kind, links.read(at.path('link'))]).toEqual(['folder', at.path('folder')]);
  });

  it('removes the copy that a move over volumes left beside its source, as long as both are the same', () => {
    const system = withOtherVolume();
    fill('from');
    killedIn(die, 'from', 'to', system);
    fill('to');
    writeFileSync(at.path('to', 'b'), 'theirs');
    sweep(system);
    expect(readdirSync(at.path('to'))).toEqual(['a', 'b']);

    const open = join(at.folder, readdirSync(at.folder)[0] ?? '', 'journal.jsonl');
    writeFileSync(open, readFileSync(open, 'utf8').replace(/\{"line":"close".*\n/, ''));
    rmSync(at.path('to', 'b'));
    sweep(system);
    expect(readdirSync(at.root)).toEqual(['from']);
  });

  it('removes the copy that had taken the place of a link', () => {
    const system = withOtherVolume();
    fill('from');
    system.links.make(at.path('to'), 'from');
    killedIn(die, 'from', 'to', system);
    rmSync(at.path('to'));
    fill('to');
    sweep(system);
    expect(readdirSync(at.root)).toEqual(['from']);
  });
});

/** What the user has twice: a folder and its copy on another volume, a file under two names, two equal links. */
const twice: readonly (readonly [string, () => System])[] = [
  [
    'an equal folder on another volume',
    () => {
      for (const name of ['from', 'to']) fill(name);
      return withOtherVolume();
    },
  ],
  [
    'another name of the file',
    () => {
      writeFileSync(at.path('from'), 'mine');
      linkSync(at.path('from'), at.path('to'));
      return at.system;
    },
  ],
  [
    'an equal link',
    () => {
      for (const name of ['from', 'to']) at.system.links.make(at.path(name), 'elsewhere');
      return at.system;
    },
  ],
];

describe.each(twice)('sweeping a move to where the user has %s', (_, prepare) => {
  it('removes neither when it was killed before it was refused', () => {
    const system = prepare();
    killedIn(die, 'from', 'to', system);
    sweep(system);
    expect(readdirSync(at.root)).toEqual(['from', 'to']);
  });

  it('removes neither when it was refused, and the run killed later', () => {
    const system = prepare();
    const journal = openJournal({ system, folder: at.folder, runId: 'killed', command: 'just T' });
    const { files } = journal.forTask('T').system;
    expect(() => {
      files.move(at.path('from'), at.path('to'));
    }).toThrow('exists already');
    sweep(system);
    expect(readdirSync(at.root)).toEqual(['from', 'to']);
  });
});

it('sweeping removes no copy that the user made where a move had failed for another reason', () => {
  const system = withOtherVolume();
  fill('from');
  const { files, ...rest } = system;
  const journal = openJournal({
    system: { ...rest, files: { ...files, move: die } },
    folder: at.folder,
    runId: 'alive',
    command: 'just T',
  });
  expect(() => {
    journal.forTask('T').system.files.move(at.path('from'), at.path('to'));
  }).toThrow('killed');
  fill('to');
  sweep(system);
  expect(readdirSync(at.root)).toEqual(['from', 'to']);
});
