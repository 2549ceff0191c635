import { loadCatalogue } from '../../../lib/enforce/catalogue';
import { findCaches, type Findings } from '../../../lib/enforce/find';
import { unreadable } from '../../../lib/system/faults';
import type { System } from '../../../lib/system/port';
import { walkOver } from '../../../lib/system/walk-files';
import { home, makeWorld, type World, type WorldOptions } from '../config/world';

const src = `${home}/src`;
const app = `${src}/app`;
const central = `${home}/.local/share/clistack/central`;

const worldOf = (folders: readonly string[], options: WorldOptions = {}): World =>
  makeWorld({ ...options, folders: [src, ...folders] });
const findIn = ({ system, config, paths }: World, over: Partial<System> = {}): Findings =>
  findCaches({ ...system, ...over }, paths, config, loadCatalogue(system.files, config));
const find = (folders: readonly string[], options: WorldOptions = {}): Findings => findIn(worldOf(folders, options));
const paths = ({ linkable }: Findings): readonly string[] => linkable.map(({ path }) => path.replace(`${src}/`, ''));

describe('a cache folder', () => {
  it('is found with its project and kind', () => {
    expect(find([`${app}/.ruff_cache`]).linkable).toMatchObject([
      { path: `${app}/.ruff_cache`, project: app, is: 'folder', kind: { tool: 'ruff' } },
    ]);
  });

  it('is found in every workspace and at every depth, in name order', () => {
    const deep = `${app}/a/b/c/d/e`;
    expect(paths(find([`${src}/z/.ruff_cache`, `${deep}/.ruff_cache`, `${home}/projects/.mypy_cache`]))).toEqual([
      'app/a/b/c/d/e/.ruff_cache',
      'z/.ruff_cache',
      `${home}/projects/.mypy_cache`,
    ]);
  });

  it('is not looked for outside the workspaces', () => {
    expect(paths(find([`${home}/other/.ruff_cache`]))).toEqual([]);
  });

  it('is not a file of that name', () => {
    expect(paths(find([], { files: { [`${app}/.ruff_cache`]: '' } }))).toEqual([]);
  });

  it.each(['.git', '.hg', 'node_modules', '.clistack-quarantine'])('is not looked for in %s', (closed) => {
    expect(paths(find([`${app}/${closed}/x/.ruff_cache`]))).toEqual([]);
  });

  it('is not looked for inside another cache', () => {
    expect(paths(find([`${app}/.ruff_cache/.mypy_cache`]))).toEqual(['app/.ruff_cache']);
  });

  it('is not looked for in the central folder, when that lies in a workspace', () => {
    const env = { XDG_DATA_HOME: src };
    expect(paths(find([`${src}/clistack/central/ruff/x/.mypy_cache`], { env }))).toEqual([]);
  });
});

describe('a cache of several parts', () => {
  it('is found in a folder that is not searched', () => {
    expect(find([`${app}/node_modules/.vite`]).linkable).toMatchObject([
      { path: `${app}/node_modules/.vite`, project: app },
    ]);
  });

  it('is covered by the whole that becomes a link', () => {
    expect(paths(find([`${app}/node_modules/.cache/prettier`]))).toEqual(['app/node_modules/.cache']);
  });

  it('stands for itself when the whole is left alone', () => {
    const config = { enforce: { patterns: { 'node_modules/.cache': 'leave' } } };
    expect(paths(find([`${app}/node_modules/.cache/prettier`], { config }))).toEqual([
      'app/node_modules/.cache/prettier',
    ]);
  });

  it('is not looked for through a link', () => {
    const links = { [`${app}/node_modules`]: `${src}/shared/node_modules` };
    expect(paths(find([`${src}/shared/node_modules/.vite`], { links }))).toEqual(['shared/node_modules/.vite']);
  });
});

describe('a name that many things have', () => {
  it('is a cache when its tool is known to be here', () => {
    expect(paths(find([`${app}/target`], { files: { [`${app}/Cargo.toml`]: '' } }))).toEqual(['app/target']);
  });

  it('is left alone and told when it is not', () => {
    expect(find([`${app}/target`]).left).toEqual([
      { pattern: 'target', reason: 'none of Cargo.toml lies beside it', count: 1, example: `${app}/target` },
    ]);
  });

  it('is searched when it is none', () => {
    expect(paths(find([`${app}/target/.ruff_cache`]))).toEqual(['app/target/.ruff_cache']);
  });

  it('is not told when it would never have been linked', () => {
    expect(find([`${app}/coverage`]).left).toEqual([]);
  });
});

describe('what is left as it is', () => {
  it('is told once for each kind, with its number', () => {
    expect(find([`${app}/.venv`, `${src}/b/.venv`]).left).toEqual([
      {
        pattern: '.venv',
        reason: expect.stringContaining('Absolute paths') as unknown,
        count: 2,
        example: `${app}/.venv`,
      },
    ]);
  });

  it('is a link of the user', () => {
    const { linkable, left } = find([], { links: { [`${app}/.ruff_cache`]: '/mine' } });
    expect(linkable).toEqual([]);
    expect(left).toMatchObject([{ reason: 'it is a link of yours' }]);
  });

  it('is not a link of ours', () => {
    const links = { [`${app}/.ruff_cache`]: `${central}/ruff/app-1` };
    expect(find([], { links }).linkable).toMatchObject([{ path: `${app}/.ruff_cache`, is: 'link' }]);
  });

  it('is not a link of ours either whose tool has gone', () => {
    const links = { [`${app}/target`]: `${central}/cargo/app-1` };
    expect(find([], { links }).linkable).toMatchObject([{ is: 'link' }]);
  });
});

describe('what the user excludes', () => {
  const folders = [`${app}/.ruff_cache`, `${app}/node_modules/.vite`, `${src}/b/.ruff_cache`];

  it.each([
    ['nothing', [], ['app/.ruff_cache', 'app/node_modules/.vite', 'b/.ruff_cache']],
    ['a name', ['app'], ['b/.ruff_cache']],
    ['the name of a cache', ['.ruff_cache'], ['app/node_modules/.vite']],
    ['a path from the home', ['~/src/b'], ['app/.ruff_cache', 'app/node_modules/.vite']],
    ['an absolute path', [`${app}/.ruff_cache`], ['app/node_modules/.vite', 'b/.ruff_cache']],
    ['the name of a folder with a cache in it', ['node_modules'], ['app/.ruff_cache', 'b/.ruff_cache']],
  ])('is left alone: %s', (_name, exclude, expected) => {
    expect(paths(find(folders, { config: { enforce: { exclude } } }))).toEqual(expected);
  });
});

it('goes on when a folder cannot be opened, and tells', () => {
  const world = worldOf([`${app}/.ruff_cache`, `${src}/locked`]);
  const { files } = world.system;
  const walk = walkOver({
    list: (folder) => {
      if (folder.endsWith('locked')) throw unreadable({ path: folder, reason: 'permission denied' });
      return files.list(folder);
    },
  });
  const found = findIn(world, { walk });
  expect(found.unreadable).toEqual([`${src}/locked`]);
  expect(paths(found)).toEqual(['app/.ruff_cache']);
});
