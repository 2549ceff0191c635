import { createMemorySystem } from '../../../lib/system/memory';
import { sweepTemporaries, temporaryBeside, temporaryMark } from '../../../lib/system/temporaries';

const folder = '/home/ada/state';
const left = `${folder}/.a.99-0123456789abcdef01234567${temporaryMark}`;
const ofLink = `${folder}/link.99-0123456789abcdef01234567${temporaryMark}`;

describe('a temporary name', () => {
  it('is well-formed also where it ends in the middle of a letter of four bytes', () => {
    const name = temporaryBeside(`${folder}/x${'\u{1F600}'.repeat(20)}`, 1, '0123456789abcdef01234567');
    expect(Buffer.from(name).toString()).toBe(name);
  });
});

describe('sweeping temporary files', () => {
  it('removes what killed writers of files and links left, and answers the paths', () => {
    const system = createMemorySystem({ files: { [left]: 'half', [`${folder}/a`]: 'one' }, links: { [ofLink]: 'x' } });
    expect(sweepTemporaries(system, folder, 'all')).toEqual([left, ofLink]);
    expect(system.files.list(folder).map(({ name }) => name)).toEqual(['a']);
  });

  it('leaves files of any other name', () => {
    const names = ['a', '.a.tmp', `.${temporaryMark}.a`, 'clistack-tmp'];
    const system = createMemorySystem({
      files: Object.fromEntries(names.map((name) => [`${folder}/${name}`, 'mine'])),
    });
    expect(sweepTemporaries(system, folder, 'all')).toEqual([]);
  });

  it('removes a folder that was half copied', () => {
    const system = createMemorySystem({ files: { [`${left}/deep/half`]: 'half' } });
    expect(sweepTemporaries(system, folder, 'all')).toEqual([left]);
    expect(system.files.list(folder)).toEqual([]);
  });

  it('leaves those of processes that live, unless it is told that none can', () => {
    // 4242 is the process in memory itself, 99 is dead.
    const living = `${folder}/.a.4242-0123456789abcdef01234567${temporaryMark}`;
    const system = createMemorySystem({ files: { [left]: 'half', [living]: 'half' } });
    expect(sweepTemporaries(system, folder, 'dead')).toEqual([left]);
    expect(sweepTemporaries(system, folder, 'all')).toEqual([living]);
  });

  it.each([undefined, 'file', 'link'])('finds nothing where no folder is, but %p', (kind) => {
    const system = createMemorySystem({
      files: kind === 'file' ? { [folder]: '' } : { [`/else/.a${temporaryMark}`]: '' },
      links: kind === 'link' ? { [folder]: '/else' } : {},
    });
    expect(sweepTemporaries(system, folder, 'all')).toEqual([]);
  });
});
