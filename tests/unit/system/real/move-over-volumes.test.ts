import { spawn } from 'node:child_process';
import {
  chmodSync, chownSync, existsSync, lchownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveOverVolumes } from '../../../../lib/system/real/move-over-volumes';
import { createRealSystem } from '../../../../lib/system/real';
import { asUser } from '../../../support/as-user';
import { errorWith } from '../../../contract/matching';
import { describeOnly, itUnless, whyNotRoot } from '../../../support/only-where';
import { makeFolderElsewhere, whyNoOtherVolume } from '../../../support/other-volume';

let here = '';
let there = '';

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'clistack-'));
  // Where there is one volume only, the copy is made all the same: it is asked for directly.
  there = makeFolderElsewhere('clistack-');
});
afterEach(() => {
  for (const folder of [here, there]) rmSync(folder, { recursive: true, force: true });
});

const plant = (): void => {
  mkdirSync(join(here, 'a', 'sub'), { recursive: true });
  writeFileSync(join(here, 'a', 'sub', 'file'), 'one');
  chmodSync(join(here, 'a', 'sub', 'file'), 0o751);
  chmodSync(join(here, 'a', 'sub'), 0o700);
  utimesSync(join(here, 'a', 'sub', 'file'), 1_000, 2_000);
  symlinkSync('../sub/file', join(here, 'a', 'sub', 'relative'));
  symlinkSync('/nowhere', join(here, 'a', 'dangling'));
};

describe('a move over volumes', () => {
  it('brings content, modes and times to the other side', () => {
    plant();
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    const { mode, mtimeMs } = statSync(join(there, 'b', 'sub', 'file'));
    expect({ mode: mode & 0o777, mtimeMs }).toEqual({ mode: 0o751, mtimeMs: 2_000_000 });
    expect(readFileSync(join(there, 'b', 'sub', 'file'), 'utf8')).toBe('one');
    expect(statSync(join(there, 'b', 'sub')).mode & 0o777).toBe(0o700);
  });

  it('copies links as they are written', () => {
    plant();
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    expect(readlinkSync(join(there, 'b', 'sub', 'relative'))).toBe('../sub/file');
    expect(readlinkSync(join(there, 'b', 'dangling'))).toBe('/nowhere');
  });

  it('copies a link whose target is not UTF-8 byte for byte', () => {
    plant();
    const target = Buffer.from([0x72, 0xe9, 0x73]);
    symlinkSync(target, join(here, 'a', 'strange'));
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    expect(readlinkSync(join(there, 'b', 'strange'), 'buffer')).toEqual(target);
  });

  // Only root can give things away.
  itUnless(whyNotRoot, 'brings owners to the other side', () => {
    plant();
    const names = ['.', 'sub', join('sub', 'file'), 'dangling'];
    for (const name of names) lchownSync(join(here, 'a', name), 65534, 1234);
    chmodSync(join(here, 'a', 'sub', 'file'), 0o4755);
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    for (const name of names) expect(lstatSync(join(there, 'b', name))).toMatchObject({ uid: 65534, gid: 1234 });
    expect(statSync(join(there, 'b', 'sub', 'file')).mode & 0o7777).toBe(0o4755);
  });

  // Root may write in every folder.
  itUnless(whyNotRoot, 'takes a tree along whose folders may not be written in', () => {
    plant();
    chmodSync(join(here, 'a', 'sub'), 0o555);
    for (const path of [here, there, join(here, 'a'), join(here, 'a', 'sub'), join(here, 'a', 'sub', 'file')])
      chownSync(path, 65534, 65534);
    asUser(65534, [], () => {
      moveOverVolumes(join(here, 'a'), join(there, 'b'));
    });
    expect(readdirSync(here)).toEqual([]);
    expect(statSync(join(there, 'b', 'sub')).mode & 0o777).toBe(0o555);
    expect(readFileSync(join(there, 'b', 'sub', 'file'), 'utf8')).toBe('one');
  });

  it('loses nothing that a program writes while the copy takes its place', async () => {
    // From memory to the disk, whose folder takes a moment to be flushed.
    const log = join(there, 'a');
    writeFileSync(log, 'one\n');
    const late = `
      process.stdout.write('ready');
      const append = fs.constants.O_WRONLY | fs.constants.O_APPEND;
      while (!fs.existsSync(process.argv[2]));
      try { fs.appendFileSync(process.argv[1], 'two\\n', { flag: append }); process.stdout.write(' written'); } catch {}`;
    const writer = spawn(process.execPath, ['-e', late, log, join(here, 'b')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    const ended = new Promise((resolve) => writer.on('close', resolve));
    await new Promise((resolve) => {
      writer.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        resolve(undefined);
      });
    });
    try {
      moveOverVolumes(log, join(here, 'b'));
    } catch {
      // Refused: it is still in its place.
    }
    writer.kill();
    await ended;
    const end = readFileSync(existsSync(log) ? log : join(here, 'b'), 'utf8');
    expect(end).toBe(said === 'ready' ? 'one\n' : 'one\ntwo\n');
  });

  it('leaves nothing at the old place and no half copy at the new one', () => {
    plant();
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    expect(readdirSync(here)).toEqual([]);
    expect(readdirSync(there)).toEqual(['b']);
  });

  it('takes the place of a half copy that a killed move left behind', () => {
    plant();
    mkdirSync(join(there, 'b.partial'));
    writeFileSync(join(there, 'b.partial', 'stale'), 'stale');
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    expect(readdirSync(join(there, 'b')).sort()).toEqual(['dangling', 'sub']);
  });

  it('moves a single file', () => {
    writeFileSync(join(here, 'a'), 'one');
    moveOverVolumes(join(here, 'a'), join(there, 'b'));
    expect(readFileSync(join(there, 'b'), 'utf8')).toBe('one');
    expect(readdirSync(here)).toEqual([]);
  });

  it('leaves the source whole and no half copy when the copy fails', () => {
    plant();
    // A folder cannot be renamed over a folder that is not empty.
    mkdirSync(join(there, 'b', 'theirs'), { recursive: true });
    expect(() => {
      moveOverVolumes(join(here, 'a'), join(there, 'b'));
    }).toThrow();
    expect(readFileSync(join(here, 'a', 'sub', 'file'), 'utf8')).toBe('one');
    expect(readdirSync(there)).toEqual(['b']);
  });
});

// One volume only: nothing to move over. The suite above covers the copy itself.
describeOnly(whyNoOtherVolume, 'moving with the real System to another volume', () => {
  it('copies, verifies and removes', () => {
    plant();
    const { files, hash } = createRealSystem();
    const before = hash.tree(join(here, 'a'));
    files.move(join(here, 'a'), join(there, 'b'));
    expect(hash.tree(join(there, 'b'))).toBe(before);
    expect(files.stat(join(here, 'a'))).toBeUndefined();
  });

  it('refuses a destination in a folder that is missing and leaves the source', () => {
    plant();
    const { files } = createRealSystem();
    expect(() => {
      files.move(join(here, 'a'), join(there, 'gone', 'b'));
    }).toThrow(errorWith({ name: 'StackError', exit: 506 }));
    expect(files.stat(join(here, 'a', 'sub', 'file'))?.kind).toBe('file');
    expect(readdirSync(there)).toEqual([]);
  });
});
