import { createMemorySystem } from '../../../lib/system/memory';
import { sweepTemporaries, temporaryMark } from '../../../lib/system/temporaries';

const folder = '/home/ada/state';
const left = `${folder}/.a.0123456789abcdef01234567${temporaryMark}`;
const ofLink = `${folder}/link.0123456789abcdef01234567${temporaryMark}`;

describe('sweeping temporary files', () => {
  it('removes what killed writers of files and links left, and answers the paths', () => {
    const system = createMemorySystem({ files: { [left]: 'half', [`${folder}/a`]: 'one' }, links: { [ofLink]: 'x' } });
    expect(sweepTemporaries(system, folder)).toEqual([left, ofLink]);
    expect(system.files.list(folder).map(({ name }) => name)).toEqual(['a']);
  });

  it('leaves files of any other name', () => {
    const names = ['a', '.a.tmp', `.${temporaryMark}.a`, 'clistack-tmp'];
    const system = createMemorySystem({
      files: Object.fromEntries(names.map((name) => [`${folder}/${name}`, 'mine'])),
    });
    expect(sweepTemporaries(system, folder)).toEqual([]);
  });

  it('leaves what is younger than it is told: its writer may be alive', () => {
    const system = createMemorySystem({ files: { [left]: 'half' } });
    system.advance(999);
    expect(sweepTemporaries(system, folder, 1000)).toEqual([]);
    system.advance(1);
    expect(sweepTemporaries(system, folder, 1000)).toEqual([left]);
  });

  it.each([undefined, 'file', 'link'])('finds nothing where no folder is, but %p', (kind) => {
    const system = createMemorySystem({
      files: kind === 'file' ? { [folder]: '' } : { [`/else/.a${temporaryMark}`]: '' },
      links: kind === 'link' ? { [folder]: '/else' } : {},
    });
    expect(sweepTemporaries(system, folder)).toEqual([]);
  });
});
