import { blocksOver } from '../../../lib/system/block-files';
import { createMemorySystem } from '../../../lib/system/memory';
import { errorWith } from '../../contract/matching';

const path = '/home/ada/.profile';
const block = { path, id: 'path' };

describe('a block', () => {
  it.each(['written', 'removed'] as const)('is not %s where an editor saves between reading and writing', (change) => {
    const { files } = createMemorySystem({ files: { [path]: 'mine\n' } });
    blocksOver(files).writeBlock(block, 'ours');
    const read = (at: string): Buffer => {
      const content = files.read(at);
      files.write(at, 'saved since\n');
      return content;
    };
    const blocks = blocksOver({ ...files, read });
    expect(() => {
      if (change === 'written') blocks.writeBlock(block, 'ours anew');
      else blocks.removeBlock(block);
    }).toThrow(errorWith({ code: 'SYS004', data: { path, reason: 'another program has changed it just now' } }));
    expect(files.readText(path)).toBe('saved since\n');
  });
});
