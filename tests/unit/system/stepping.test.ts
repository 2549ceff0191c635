import { createMemorySystem, type MemoryOptions } from '../../../lib/system/memory';
import { createRecording } from '../../../lib/system/recording';
import type { Step, SteppedSystem } from '../../../lib/system/step';
import { hashBytes } from '../../../lib/system/tree-hash';

const home = '/home/ada';
const profile = { path: `${home}/profile`, id: 'path' };
const programs = { tool: () => ({ stdout: 'ran' }) };
const undo = { kind: 'none', reason: 'it is a test' } as const;

const recorded = (options: MemoryOptions = {}): SteppedSystem =>
  createRecording(createMemorySystem({ programs, ...options })).forTask('T');
const stepsOf = (options: MemoryOptions, change: (on: SteppedSystem['system']) => void): readonly Step[] => {
  const { system, steps } = recorded(options);
  change(system);
  return steps;
};

describe('the steps of', () => {
  it('a new file', () => {
    const steps = stepsOf({}, ({ files }) => {
      files.write(`${home}/a`, 'one');
    });
    expect(steps).toEqual([
      { kind: 'file.write', path: `${home}/a`, sha256: hashBytes('one'), mode: 0o600, replaces: false },
    ]);
  });

  it('a file with new content, which keeps its mode', () => {
    const steps = stepsOf({ files: { [`${home}/a`]: 'one' } }, ({ files }) => {
      files.write(`${home}/a`, 'two');
    });
    expect(steps).toEqual([
      { kind: 'file.write', path: `${home}/a`, sha256: hashBytes('two'), mode: 0o644, replaces: true },
    ]);
  });

  it('a file with other names, and a block in one: both say how many keep the old content', () => {
    const { files, ...rest } = createMemorySystem({ files: { [`${home}/a`]: 'one', [profile.path]: 'mine\n' } });
    const stat: typeof files.stat = (path) => {
      const entry = files.stat(path);
      return entry === undefined ? undefined : { ...entry, names: 3, ino: '7' };
    };
    const { system, steps } = createRecording({ ...rest, files: { ...files, stat } }).forTask('T');
    system.files.write(`${home}/a`, 'two');
    system.environment.writeBlock(profile, 'ours');
    // Made anew by the one before: it has this name alone.
    system.environment.removeBlock(profile);
    expect(steps).toMatchObject([{ otherNames: { count: 2, ino: '7' } }, { otherNames: { count: 2 } }, {}]);
    expect(steps.map((step) => 'otherNames' in step)).toEqual([true, true, false]);
  });

  it('a file that is as wished: none', () => {
    const steps = stepsOf({ files: { [`${home}/a`]: 'one' } }, ({ files }) => {
      files.write(`${home}/a`, 'one', { mode: 0o644 });
      files.write(`${home}/a`, Buffer.from('one'));
    });
    expect(steps).toEqual([]);
  });

  it('a folder with missing parents: one for each, from the top', () => {
    const steps = stepsOf({}, ({ files }) => {
      files.makeFolder(`${home}/a/b`, 0o700);
    });
    expect(steps).toEqual([
      { kind: 'folder.make', path: `${home}/a`, mode: 0o700 },
      { kind: 'folder.make', path: `${home}/a/b`, mode: 0o700 },
    ]);
  });

  it('a folder that is there: none', () => {
    const steps = stepsOf({}, ({ files }) => {
      files.makeFolder(home);
    });
    expect(steps).toEqual([]);
  });

  it('a move, a removal and the removal of a tree', () => {
    const steps = stepsOf({ files: { [`${home}/a`]: 'one', [`${home}/t/x`]: 'x' } }, ({ files }) => {
      files.move(`${home}/a`, `${home}/b`);
      files.remove(`${home}/b`);
      files.removeTree(`${home}/t`);
    });
    expect(steps).toEqual([
      { kind: 'move', path: `${home}/a`, to: `${home}/b` },
      { kind: 'remove', path: `${home}/b` },
      { kind: 'tree.remove', path: `${home}/t` },
    ]);
  });

  it('a mode, and none for the mode that is there', () => {
    const steps = stepsOf({ files: { [`${home}/a`]: 'one' } }, ({ files }) => {
      files.setMode(`${home}/a`, 0o644);
      files.setMode(`${home}/a`, 0o600);
      files.setMode(`${home}/a`, 0o600);
    });
    expect(steps).toEqual([{ kind: 'mode.set', path: `${home}/a`, mode: 0o600 }]);
  });

  it('links, and none for a target that is there', () => {
    const steps = stepsOf({}, ({ links }) => {
      links.make(`${home}/l`, 'old');
      links.retarget(`${home}/l`, 'old');
      links.retarget(`${home}/l`, 'new');
      links.remove(`${home}/l`);
    });
    expect(steps).toEqual([
      { kind: 'link.make', path: `${home}/l`, target: 'old' },
      { kind: 'link.retarget', path: `${home}/l`, target: 'new' },
      { kind: 'link.remove', path: `${home}/l` },
    ]);
  });

  it('a block, and none for one that reads the same', () => {
    const steps = stepsOf({ files: { [profile.path]: 'a\n' } }, ({ environment }) => {
      environment.writeBlock(profile, 'x');
      environment.writeBlock(profile, 'x');
      environment.removeBlock(profile);
      environment.removeBlock(profile);
    });
    expect(steps).toEqual([
      { kind: 'block.write', path: profile.path, id: 'path', text: 'x' },
      { kind: 'block.remove', path: profile.path, id: 'path' },
    ]);
  });

  it('a block in a folder that is missing: the folder comes first', () => {
    const steps = stepsOf({}, ({ environment }) => {
      environment.writeBlock({ path: `${home}/.config/profile`, id: 'path' }, 'x');
    });
    expect(steps).toEqual([
      { kind: 'folder.make', path: `${home}/.config`, mode: 0o755 },
      { kind: 'block.write', path: `${home}/.config/profile`, id: 'path', text: 'x' },
    ]);
  });

  it('a block in a profile that is a link: the file behind it is named', () => {
    const options = { files: { [`${home}/dot/profile`]: 'a\n' }, links: { [profile.path]: 'dot/profile' } };
    const steps = stepsOf(options, ({ environment }) => {
      environment.writeBlock(profile, 'x');
      environment.removeBlock(profile);
    });
    expect(steps).toMatchObject([
      { kind: 'block.write', path: `${home}/dot/profile` },
      { kind: 'block.remove', path: `${home}/dot/profile` },
    ]);
  });

  it('reading: none', async () => {
    const { system, steps } = recorded({ files: { [`${home}/a`]: 'one' } });
    system.files.read(`${home}/a`);
    system.files.list(home);
    system.hash.tree(home);
    system.environment.readBlock({ path: `${home}/a`, id: 'path' });
    await system.processes.run('tool', []);
    expect(steps).toEqual([]);
  });

  it('a child that changes something', async () => {
    const { system, steps } = recorded();
    await system.processes.run('tool', ['--fast'], { changes: { folder: home, undo } });
    expect(steps).toEqual([{ kind: 'child.run', path: home, argv: ['tool', '--fast'], undo }]);
  });

  it('a change that is refused: none', () => {
    const { system, steps } = recorded();
    expect(() => {
      system.files.remove(`${home}/gone`);
    }).toThrow();
    expect(steps).toEqual([]);
  });
});

describe('the recording', () => {
  it('leaves the System below as it is', () => {
    const below = createMemorySystem({ files: { [`${home}/a`]: 'one' }, links: { [`${home}/l`]: 'a' } });
    const before = below.hash.tree('/');
    const { system } = createRecording(below).forTask('T');
    system.files.write(`${home}/a`, 'two');
    system.files.makeFolder(`${home}/new/deep`);
    system.files.move(`${home}/a`, `${home}/new/a`);
    system.links.retarget(`${home}/l`, 'new');
    system.environment.writeBlock(profile, 'x');
    system.files.setMode(home, 0o700);
    expect(below.hash.tree('/')).toBe(before);
  });

  it('shows a task what the tasks before it would have changed, and keeps their steps apart', () => {
    const recording = createRecording(createMemorySystem());
    const first = recording.forTask('A');
    const second = recording.forTask('B');
    first.system.files.write(`${home}/a`, 'one');
    expect(second.system.files.read(`${home}/a`).toString()).toBe('one');
    expect([first.steps.length, second.steps.length]).toEqual([1, 0]);
  });

  it('starts a child that changes nothing, and not one that does', async () => {
    const { system } = recorded();
    expect((await system.processes.run('tool', [])).stdout).toBe('ran');
    expect((await system.processes.run('tool', [], { changes: { folder: home, undo } })).stdout).toBe('');
  });

  it('hashes and walks what it imagines', () => {
    const { system } = recorded();
    system.files.write(`${home}/a`, 'abc');
    expect(system.hash.file(`${home}/a`)).toBe(hashBytes('abc'));
    expect([...system.walk(home)].map(({ name }) => name)).toEqual(['a']);
  });
});
