import { createMemorySystem, type MemoryOptions } from '../../../lib/system/memory';

const treeOf = (
  options: MemoryOptions,
  change: (on: ReturnType<typeof createMemorySystem>) => void = () => undefined,
): string => {
  const system = createMemorySystem(options);
  change(system);
  return system.hash.tree('/t');
};

describe('the hash of a tree', () => {
  it('does not count the times', () => {
    const files = { '/t/a': 'one' };
    const later = treeOf({ files }, (system) => {
      system.advance(3_600_000);
      system.files.remove('/t/a');
      system.files.write('/t/a', 'one', { mode: 0o644 });
    });
    expect(later).toBe(treeOf({ files }));
  });

  it('does not count the name of the root', () => {
    const { hash } = createMemorySystem({ files: { '/t/a': 'one', '/u/a': 'one' } });
    expect(hash.tree('/t')).toBe(hash.tree('/u'));
  });

  it('tells the name of a file from the start of the next', () => {
    expect(treeOf({ files: { '/t/ab': '', '/t/c': '' } })).not.toBe(treeOf({ files: { '/t/a': '', '/t/bc': '' } }));
  });

  it('tells a sibling from a child', () => {
    const sibling = treeOf({ folders: ['/t/a', '/t/b'] });
    expect(sibling).not.toBe(treeOf({ folders: ['/t/a/b'] }));
  });

  it('tells a link from a file that holds its target', () => {
    expect(treeOf({ links: { '/t/a': 'x' } })).not.toBe(treeOf({ files: { '/t/a': 'x' } }));
  });

  it('does not follow links: what they point to may change', () => {
    const options = { files: { '/else/a': 'one' }, links: { '/t/l': '/else' } };
    const changed = treeOf(options, ({ files }) => {
      files.write('/else/a', 'two');
    });
    expect(changed).toBe(treeOf(options));
  });

  it('works for a single file and for a link', () => {
    const { hash } = createMemorySystem({ files: { '/t': 'one', '/u': 'one', '/v': 'two' }, links: { '/l': '/t' } });
    expect(hash.tree('/t')).toBe(hash.tree('/u'));
    expect(hash.tree('/t')).not.toBe(hash.tree('/v'));
    expect(hash.tree('/l')).not.toBe(hash.tree('/t'));
  });
});
