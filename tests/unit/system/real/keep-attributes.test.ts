import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { moveOverVolumes } from '../../../../lib/system/real/move-over-volumes';
import { fileExtensions } from '../../../../lib/system/real/file-extensions';
import { describeOnly, itUnless } from '../../../support/only-where';

let folder = '';
const at = (name: string): string => join(folder, name);
const { files } = createRealSystem();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An access control list as the kernel keeps it: owner, user 1000, group, mask and others, with these bits. */
const listOf = (...[owner = 0, user = 0, group = 0, mask = 0, others = 0]: readonly number[]): Buffer => {
  const entries = [[1, owner, -1], [2, user, 1000], [4, group, -1], [16, mask, -1], [32, others, -1]] as const; // prettier-ignore
  const bytes = Buffer.alloc(4 + entries.length * 8);
  bytes.writeUInt32LE(2);
  for (const [index, [tag, bits, id]] of entries.entries()) {
    bytes.writeUInt16LE(tag, 4 + index * 8);
    bytes.writeUInt16LE(bits, 6 + index * 8);
    bytes.writeInt32LE(id, 8 + index * 8);
  }
  return bytes;
};
const within = <T>(path: string, act: (fd: number) => T): T => {
  const fd = openSync(path, 'r');
  try {
    return act(fd);
  } finally {
    closeSync(fd);
  }
};
const set = (path: string, name: string, value: Buffer): void => {
  within(path, (fd) => {
    fileExtensions().setAttrSync(fd, name, value);
  });
};
const get = (path: string, name: string): Buffer | null => within(path, (fd) => fileExtensions().getAttrSync(fd, name));

const ways = {
  write: (path: string) => {
    files.write(path, 'two', { guarded: true });
  },
  changeMany: (path: string) => {
    files.changeMany([{ kind: 'write', path, content: 'two' }]);
  },
};

const whyNotLinux = process.platform === 'linux' ? undefined : 'lists of this kind are those of Linux';

for (const [way, write] of Object.entries(ways))
  describeOnly(whyNotLinux, way, () => {
    it('keeps what is fastened to a file', () => {
      writeFileSync(at('a'), 'one');
      set(at('a'), 'user.origin', Buffer.from([0, 255]));
      write(at('a'));
      expect(get(at('a'), 'user.origin')).toEqual(Buffer.from([0, 255]));
      expect(readFileSync(at('a'), 'utf8')).toBe('two');
    });

    it('keeps who else may read and write a file', () => {
      writeFileSync(at('a'), 'one');
      const list = listOf(6, 6, 4, 6, 0);
      set(at('a'), 'system.posix_acl_access', list);
      const { mode } = statSync(at('a'));
      write(at('a'));
      expect(get(at('a'), 'system.posix_acl_access')).toEqual(list);
      expect(statSync(at('a')).mode).toBe(mode);
    });

    it('gives nobody else a file because new ones of its folder are shared', () => {
      writeFileSync(at('a'), 'one');
      chmodSync(at('a'), 0o660);
      set(folder, 'system.posix_acl_default', listOf(7, 7, 5, 7, 0));
      write(at('a'));
      expect(get(at('a'), 'system.posix_acl_access')).toBeNull();
      expect(statSync(at('a')).mode & 0o777).toBe(0o660);
    });
  });

itUnless(whyNotLinux, 'a folder keeps them on its way to another volume, with all in it', () => {
  mkdirSync(at('a'));
  writeFileSync(at('a/file'), 'one');
  chmodSync(at('a/file'), 0o640);
  for (const path of [at('a'), at('a/file')]) set(path, 'user.origin', Buffer.from('x'));
  moveOverVolumes(at('a'), at('b'));
  for (const path of [at('b'), at('b/file')]) expect(String(get(path, 'user.origin'))).toBe('x');
  expect(statSync(at('b/file')).mode & 0o777).toBe(0o640);
});
