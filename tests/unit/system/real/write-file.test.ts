import {
  chmodSync, chownSync, linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syncFolder, writeWhole } from '../../../../lib/system/real/write-file';
import { asUser } from '../../../support/as-user';
import { errorWith } from '../../../contract/matching';
import { itUnless, whyNotRoot } from '../../../support/only-where';

let folder = '';
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('writing a file whole', () => {
  it('puts a new inode in the place of the old one: readers of the old file keep it', () => {
    writeFileSync(at('a'), 'one');
    linkSync(at('a'), at('still-open'));
    writeWhole(at('a'), 'two');
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('still-open'), 'utf8')]).toEqual(['two', 'one']);
  });

  it('keeps the mode of the replaced file, special bits included', () => {
    writeFileSync(at('a'), 'one');
    chmodSync(at('a'), 0o1754);
    writeWhole(at('a'), 'two');
    expect(statSync(at('a')).mode & 0o7777).toBe(0o1754);
  });

  it('keeps the owner of the replaced file', () => {
    writeFileSync(at('a'), 'one');
    const { uid, gid } = statSync(at('a'));
    writeWhole(at('a'), 'two');
    expect(statSync(at('a'))).toMatchObject({ uid, gid });
  });

  // Only root can give files away. Whoever gives one away loses these bits of its mode, so the order counts.
  itUnless(whyNotRoot, 'keeps them together: the owner, and a mode that says to run as that one', () => {
    writeFileSync(at('a'), 'one');
    chownSync(at('a'), 65534, 65534);
    chmodSync(at('a'), 0o6754);
    writeWhole(at('a'), 'two');
    const { uid, gid, mode } = statSync(at('a'));
    expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 65534, gid: 65534, mode: 0o6754 });
  });

  // It takes root to become another user.
  itUnless(whyNotRoot, 'keeps a group that its user is in', () => {
    chmodSync(folder, 0o777);
    writeFileSync(at('a'), 'one', { mode: 0o660 });
    chownSync(at('a'), 65534, 1234);
    asUser(65534, [1234], () => {
      writeWhole(at('a'), 'two');
    });
    expect(statSync(at('a'))).toMatchObject({ uid: 65534, gid: 1234 });
  });

  itUnless(whyNotRoot, 'writes in a folder whose names may not be read', () => {
    chownSync(folder, 65534, 65534);
    chmodSync(folder, 0o300);
    asUser(65534, [], () => {
      writeWhole(at('a'), 'one');
    });
    expect(readFileSync(at('a'), 'utf8')).toBe('one');
  });

  it('makes a new file with 0600, whatever the umask', () => {
    const old = process.umask(0o000);
    try {
      writeWhole(at('a'), 'one');
    } finally {
      process.umask(old);
    }
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
  });

  it('leaves no temporary file behind', () => {
    writeWhole(at('a'), 'one');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  itUnless(whyNotRoot, 'leaves none where it fails, and the file as it was', () => {
    writeFileSync(at('a'), 'one');
    // Everybody may make files in it, and nobody replace those of others.
    chmodSync(folder, 0o1777);
    asUser(65534, [], () => {
      expect(() => {
        writeWhole(at('a'), 'two');
      }).toThrow(errorWith({ code: 'SYS004', exit: 506 }));
    });
    expect(readdirSync(folder)).toEqual(['a']);
    expect(readFileSync(at('a'), 'utf8')).toBe('one');
  });

  it('writes a file whose name is as long as names can be', () => {
    const name = 'n'.repeat(255);
    writeWhole(at(name), 'one');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('writes a file whose long name is no ASCII', () => {
    const name = 'ä'.repeat(120);
    writeWhole(at(name), 'one');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('writes a file whose name is as long as names can be and takes three bytes a letter', () => {
    const name = '日'.repeat(85);
    writeWhole(at(name), 'one');
    expect(readdirSync(folder)).toEqual([name]);
  });

  it('refuses a name that is too long and says so', () => {
    expect(() => {
      writeWhole(at('n'.repeat(256)), 'one');
    }).toThrow(errorWith({ code: 'SYS004', exit: 506 }));
  });

  it('writes many megabytes', () => {
    const bytes = Buffer.alloc(5_000_000, 'x');
    writeWhole(at('a'), bytes);
    expect(readFileSync(at('a')).equals(bytes)).toBe(true);
  });

  it('refuses a link, also one that points nowhere', () => {
    symlinkSync(at('gone'), at('a'));
    expect(() => {
      writeWhole(at('a'), 'one');
    }).toThrow(errorWith({ code: 'SYS005', exit: 506 }));
    expect(readdirSync(folder)).toEqual(['a']);
  });
});

describe('syncing a folder', () => {
  it('is not asked of a file system that knows no such thing', () => {
    expect(() => {
      syncFolder('/proc');
    }).not.toThrow();
  });

  it('throws what the system says about one that is missing', () => {
    expect(() => {
      syncFolder(at('gone'));
    }).toThrow(errorWith({ code: 'ENOENT' }));
  });
});
