import {
  applyVariables,
  cacheTools,
  knownVariableNames,
  revertVariables,
  writtenFolders,
} from '../../../lib/centralize';
import { createRecording } from '../../../lib/system/recording';
import type { Step } from '../../../lib/system/step';
import { faultWith, home, makeWorld, type World, type WorldOptions } from '../config/world';

const bashrc = `${home}/.bashrc`;
const systemd = `${home}/.config/environment.d/60-clistack.conf`;
const central = `${home}/.local/share/clistack/central`;
const npm = { npm: () => ({}) };

const worldWith = (options: WorldOptions = {}): World =>
  makeWorld({ programs: npm, files: { [bashrc]: 'alias ll=ls\n' }, ...options });
const apply = ({ system, config, paths }: World): ReturnType<typeof applyVariables> =>
  applyVariables(system, config, paths);
const text = ({ system }: World, path: string): string => system.files.read(path).toString('utf8');
const stepsOf = (world: World, act: (world: World) => unknown): readonly Step[] => {
  const { system, steps } = createRecording(world.system).forTask('T');
  act({ ...world, system: { ...world.system, ...system } });
  return steps;
};

describe('applying', () => {
  it('writes the variables into every file of the user, and makes the folders', () => {
    const world = worldWith();
    const report = apply(world);
    expect(report.files).toEqual([systemd, bashrc]);
    expect(report.set).toContainEqual({ name: 'npm_config_cache', value: `${central}/cache/npm`, tool: 'npm' });
    expect(text(world, bashrc)).toContain(`export npm_config_cache='${central}/cache/npm'\n`);
    expect(text(world, systemd)).toContain(`npm_config_cache="${central}/cache/npm"\n`);
    expect(world.system.files.stat(`${central}/cache/npm`)).toMatchObject({ kind: 'folder', mode: 0o700 });
  });

  it('keeps what is the user’s byte for byte', () => {
    const world = worldWith();
    apply(world);
    expect(text(world, bashrc).startsWith('alias ll=ls\n')).toBe(true);
  });

  it('makes no step the second time', () => {
    const world = worldWith();
    apply(world);
    expect(stepsOf(world, apply)).toEqual([]);
  });

  it('makes no step the second time in a shell that has the variables already', () => {
    const first = worldWith();
    apply(first);
    const env = { npm_config_cache: `${central}/cache/npm` };
    const second = worldWith({ env, files: { [bashrc]: text(first, bashrc), [systemd]: text(first, systemd) } });
    expect(apply(second)).toMatchObject({ set: apply(first).set, left: apply(first).left });
  });

  it('makes in the dry run the steps of the real run', () => {
    const kinds = new Set(stepsOf(worldWith(), apply).map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(['block.write', 'folder.make']);
  });

  it('follows the central folder when that moves, also in a shell of before', () => {
    const first = worldWith();
    apply(first);
    const files = { [bashrc]: text(first, bashrc), [systemd]: text(first, systemd) };
    const env = { npm_config_cache: `${central}/cache/npm` };
    const moved = worldWith({ env, files, config: { centralize: { dir: '/data/c' } } });
    apply(moved);
    expect(text(moved, bashrc)).toContain("export npm_config_cache='/data/c/cache/npm'");
    expect(text(moved, bashrc)).not.toContain(central);
  });

  it('keeps a value that a profile sets', () => {
    const world = worldWith({ files: { [bashrc]: 'export npm_config_cache=/mine\n' } });
    expect(apply(world).left).toContainEqual({ name: 'npm_config_cache', reason: `you set it yourself (${bashrc})` });
    expect(text(world, bashrc)).not.toContain("npm_config_cache='");
  });

  it('keeps a value of the environment that is not ours', () => {
    const { left } = apply(worldWith({ env: { npm_config_cache: '/mine' } }));
    expect(left).toContainEqual({
      name: 'npm_config_cache',
      reason: 'you set it yourself (in the environment: /mine)',
    });
  });

  it('keeps an empty value of the environment', () => {
    expect(apply(worldWith({ env: { npm_config_cache: '' } })).left.map(({ name }) => name)).toContain(
      'npm_config_cache',
    );
  });

  it('takes its blocks away when nothing is left to set', () => {
    const world = worldWith();
    apply(world);
    const none = worldWith({
      config: { centralize: { profile: 'none' } },
      files: { [bashrc]: text(world, bashrc), [systemd]: text(world, systemd) },
    });
    expect(apply(none)).toMatchObject({ set: [], files: [] });
    expect(text(none, bashrc)).toBe('alias ll=ls\n');
    expect(none.system.files.stat(systemd)).toBeUndefined();
  });

  it('makes no folder for a variable of the user', () => {
    const world = worldWith({ programs: {}, config: { centralize: { set: { MINE: '/nowhere' } } } });
    expect(apply(world).set).toEqual([{ name: 'MINE', value: '/nowhere', tool: 'you' }]);
    expect(world.system.files.stat('/nowhere')).toBeUndefined();
  });

  it('writes through a profile that is a link', () => {
    const world = worldWith({ files: { '/dot/bashrc': 'x\n' }, links: { [bashrc]: '/dot/bashrc' } });
    apply(world);
    expect(world.system.links.read(bashrc)).toBe('/dot/bashrc');
    expect(text(world, '/dot/bashrc')).toContain('export npm_config_cache');
  });

  it('leaves a profile alone that is a link to nowhere', () => {
    const world = worldWith({ files: {}, links: { [bashrc]: '/gone' } });
    expect(apply(world).files).toEqual([systemd]);
  });

  it('is refused on Windows', () => {
    expect(() => apply(worldWith({ os: 'win32' }))).toThrow(faultWith({ code: 'SYS030' }));
  });
});

describe('reverting', () => {
  it.each([
    ['an empty profile', ''],
    ['a usual one', 'alias ll=ls\n'],
    ['one without a last line end', 'alias ll=ls'],
    ['one with Windows line ends', 'alias ll=ls\r\nx\r\n'],
    ['one that ends with an empty line', 'x\n\n'],
    ['one with a block of another', '# >>> conda >>>\nx\n# <<< conda <<<\n'],
  ])('gives the bytes back: %s', (_name, before) => {
    const world = worldWith({ files: { [bashrc]: before } });
    apply(world);
    expect(text(world, bashrc)).not.toBe(before);
    expect(revertVariables(world.system, world.paths).files).toEqual([systemd, bashrc]);
    expect(text(world, bashrc)).toBe(before);
  });

  it('takes away the file and folder that it made', () => {
    const world = worldWith();
    apply(world);
    revertVariables(world.system, world.paths);
    expect(world.system.files.stat(`${home}/.config/environment.d`)).toBeUndefined();
  });

  it('leaves a folder of others', () => {
    const world = worldWith({ files: { [bashrc]: '', [`${home}/.config/environment.d/10-x.conf`]: 'X=1\n' } });
    apply(world);
    revertVariables(world.system, world.paths);
    expect(text(world, `${home}/.config/environment.d/10-x.conf`)).toBe('X=1\n');
  });

  it('leaves the central folder', () => {
    const world = worldWith();
    apply(world);
    revertVariables(world.system, world.paths);
    expect(world.system.files.stat(`${central}/cache/npm`)?.kind).toBe('folder');
  });

  it('makes no step where nothing was applied', () => {
    const world = worldWith();
    expect(stepsOf(world, ({ system, paths }) => revertVariables(system, paths))).toEqual([]);
  });
});

describe('what others may ask', () => {
  it('are the tools whose caches we know', () => {
    const { system } = makeWorld();
    expect(cacheTools(system)).toEqual(expect.arrayContaining(['npm', 'go', 'pip']));
    expect(cacheTools(system)).not.toContain('docker');
  });

  it('are the names that we know', () => {
    const names = knownVariableNames(makeWorld().system);
    expect(names).toContain('GOCACHE');
    expect(new Set(names).size).toBe(names.length);
  });

  it('are the folders that we wrote, from each syntax', () => {
    const fish = `${home}/.config/fish/config.fish`;
    for (const files of [{}, { [bashrc]: '' }, { [fish]: '' }]) {
      const os = Object.keys(files).length === 0 ? 'linux' : 'darwin';
      const world = worldWith({ os, files, config: { centralize: { set: { MINE: '/elsewhere' } } } });
      apply(world);
      const written = writtenFolders(world.system, world.paths);
      expect(written).toContainEqual({ name: 'npm_config_cache', folder: `${central}/cache/npm` });
      expect(written.map(({ name }) => name)).not.toContain('MINE');
    }
  });

  it('are no folders before anything was written, and none on Windows', () => {
    const before = worldWith();
    expect(writtenFolders(before.system, before.paths)).toEqual([]);
    const windows = worldWith({ os: 'win32' });
    expect(writtenFolders(windows.system, windows.paths)).toEqual([]);
  });
});
