import { chmodSync, mkdirSync, readdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useJournalFolder } from './journal-folder';

const at = useJournalFolder();
const modeOf = (name: string): number => statSync(at.path(name)).mode & 0o7777;

describe('undoing brings back', () => {
  it.each([0o777, 0o2775, 0o1777, 0o500])('a folder with its mode, whatever the umask: %o', async (mode) => {
    mkdirSync(at.path('a'));
    chmodSync(at.path('a'), mode);
    await at.run(({ files }) => {
      files.remove(at.path('a'));
    });
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
    expect(modeOf('a')).toBe(mode);
  });

  it('no content that is not what was kept', async () => {
    writeFileSync(at.path('a'), 'mine');
    const { folder, steps } = await at.run(({ files }) => {
      files.write(at.path('a'), 'ours');
    });
    const [step] = steps;
    writeFileSync(join(folder, 'blobs', step?.before.was === 'file' ? step.before.sha256 : ''), '');
    expect(await at.undo()).toMatchObject({ undone: 0, refused: [{ path: at.path('a') }] });
    expect(at.text('a')).toBe('ours');
  });
});

describe('undoing leaves', () => {
  it('the mode that the user gave a file since', async () => {
    writeFileSync(at.path('a'), 'mine');
    chmodSync(at.path('a'), 0o644);
    await at.run(({ files }) => {
      files.write(at.path('a'), 'ours');
    });
    chmodSync(at.path('a'), 0o600);
    expect(await at.undo()).toMatchObject({ undone: 1, refused: [] });
    expect([at.text('a'), modeOf('a')]).toEqual(['mine', 0o600]);
  });

  it('no mode that the run itself gave', async () => {
    writeFileSync(at.path('a'), 'mine');
    chmodSync(at.path('a'), 0o600);
    await at.run(({ files }) => {
      files.write(at.path('a'), 'ours', { mode: 0o755 });
    });
    await at.undo();
    expect([at.text('a'), modeOf('a')]).toEqual(['mine', 0o600]);
  });
});

it('a link whose target cannot be written down is not touched', async () => {
  const target = Buffer.from([0x72, 0xe9, 0x73]);
  symlinkSync(target, at.path('a'));
  await expect(
    at.run(({ files }) => {
      files.remove(at.path('a'));
    }),
  ).rejects.toMatchObject({ code: 'SYS003' });
  expect(readdirSync(at.root)).toEqual(['a']);
  expect(readlinkSync(at.path('a'), 'buffer')).toEqual(target);
});
