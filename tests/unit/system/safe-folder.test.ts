import { createMemorySystem } from '../../../lib/system/memory';
import { ensureSafeFolder } from '../../../lib/system/safe-folder';
import { errorWith } from '../../contract/matching';

const path = '/home/ada/state';
const unsafe = (reason: string): Error => errorWith({ code: 'SYS007', exit: 506, data: { path, reason } });

describe('a safe folder', () => {
  it('is made for the user alone', () => {
    const system = createMemorySystem();
    ensureSafeFolder(system, path);
    expect(system.files.stat(path)).toMatchObject({ kind: 'folder', mode: 0o700 });
  });

  it.each([0o700, 0o755, 0o500])('may have the mode %o and keeps it', (mode) => {
    const system = createMemorySystem();
    system.files.makeFolder(path, mode);
    ensureSafeFolder(system, path);
    expect(system.files.stat(path)?.mode).toBe(mode);
  });

  it.each([0o770, 0o702, 0o1777, 0o720])('may not have the mode %o', (mode) => {
    const system = createMemorySystem();
    system.files.makeFolder(path, mode);
    expect(() => {
      ensureSafeFolder(system, path);
    }).toThrow(unsafe('others may write into it'));
  });

  it('is no link, not even to a safe folder', () => {
    const system = createMemorySystem({ links: { [path]: '/home/ada' } });
    expect(() => {
      ensureSafeFolder(system, path);
    }).toThrow(unsafe('it is a link'));
  });

  it('belongs to the user or to root, for another owner may change it at will', () => {
    const { files, machine } = createMemorySystem({ folders: [path] });
    const as = (uid: number): void => {
      ensureSafeFolder({ files, machine: { ...machine, uid } }, path);
    };
    as(1000);
    expect(() => {
      as(1001);
    }).toThrow(unsafe('it belongs to another user'));
    ensureSafeFolder({ files, machine: { ...machine, uid: 1001 } }, '/');
  });

  it('lies in a folder that is as safe, and is not made in another', () => {
    const system = createMemorySystem();
    system.files.makeFolder('/home/ada/open', 0o777);
    expect(() => {
      ensureSafeFolder(system, '/home/ada/open/journal');
    }).toThrow(
      errorWith({ code: 'SYS007', exit: 506, data: { path: '/home/ada/open', reason: 'others may write into it' } }),
    );
    expect(system.files.stat('/home/ada/open/journal')).toBeUndefined();
  });

  it('is no file', () => {
    const system = createMemorySystem({ files: { [path]: '' } });
    expect(() => {
      ensureSafeFolder(system, path);
    }).toThrow(unsafe('it is no folder'));
  });
});
