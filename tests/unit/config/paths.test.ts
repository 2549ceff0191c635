import { baseFolders, expandHome, isInside } from '../../../lib/config/paths';
import { createMemorySystem } from '../../../lib/system/memory';
import { home, makeWorld } from './world';

describe('the base folders', () => {
  it('are the usual ones below the home', () => {
    expect(baseFolders(createMemorySystem())).toEqual({
      config: `${home}/.config`,
      data: `${home}/.local/share`,
      state: `${home}/.local/state`,
    });
  });

  it('are those of the XDG variables', () => {
    const env = { XDG_CONFIG_HOME: '/x/c', XDG_DATA_HOME: '/x/d', XDG_STATE_HOME: '/x/s' };
    expect(baseFolders(createMemorySystem({ env }))).toEqual({ config: '/x/c', data: '/x/d', state: '/x/s' });
  });

  it.each(['', 'relative', './x', '~/x'])('are not those of an XDG variable that is not absolute: "%s"', (value) => {
    const env = { XDG_CONFIG_HOME: value, XDG_DATA_HOME: value, XDG_STATE_HOME: value };
    expect(baseFolders(createMemorySystem({ env }))).toEqual(baseFolders(createMemorySystem()));
  });

  it('on Windows are those of the application data', () => {
    const env = { APPDATA: '/r', LOCALAPPDATA: '/l', XDG_CONFIG_HOME: '/x' };
    expect(baseFolders(createMemorySystem({ os: 'win32', env }))).toEqual({ config: '/r', data: '/l', state: '/l' });
  });

  it('on Windows have usual places too', () => {
    expect(baseFolders(createMemorySystem({ os: 'win32' }))).toEqual({
      config: `${home}/AppData/Roaming`,
      data: `${home}/AppData/Local`,
      state: `${home}/AppData/Local`,
    });
  });
});

describe('our places', () => {
  it('lie in the state and data folders', () => {
    const state = `${home}/.local/state/clistack`;
    expect(makeWorld().paths).toMatchObject({
      home,
      state,
      journal: `${state}/journal`,
      locks: `${state}/locks`,
      quarantine: `${state}/quarantine`,
      reports: `${state}/reports`,
      logs: `${state}/reports/logs`,
      runs: `${state}/reports/runs`,
      central: `${home}/.local/share/clistack/central`,
      userConfig: `${home}/.config`,
    });
  });

  it('on Windows have the names that Windows users expect', () => {
    const { paths } = makeWorld({ os: 'win32', env: { LOCALAPPDATA: '/l' } });
    expect(paths).toMatchObject({ state: '/l/CliStack', reports: '/l/CLI_Reports', central: '/l/CliStack/central' });
  });

  it('are where the config says', () => {
    const { paths } = makeWorld({ config: { reports: { dir: '~/r' }, centralize: { dir: '/data/c' } } });
    expect(paths).toMatchObject({ reports: `${home}/r`, logs: `${home}/r/logs`, central: '/data/c' });
  });
});

describe('the workspaces', () => {
  it('are those usual ones that exist', () => {
    const { paths } = makeWorld({
      folders: [`${home}/src`, `${home}/work`, `${home}/other`],
      files: { [`${home}/dev`]: '' },
    });
    expect(paths.workspaces).toEqual([`${home}/src`, `${home}/work`]);
  });

  it('are those of the config that exist, and no others', () => {
    const folders = [`${home}/a`, `${home}/src`];
    expect(makeWorld({ folders, config: { workspaces: ['~/a', '~/b'] } }).paths.workspaces).toEqual([`${home}/a`]);
  });

  it('are none when the config says so', () => {
    expect(makeWorld({ folders: [`${home}/src`], config: { workspaces: [] } }).paths.workspaces).toEqual([]);
  });

  it('may be links to another disk: the folder behind counts', () => {
    const links = { [`${home}/src`]: '/disk/src', [`${home}/code`]: '/gone' };
    expect(makeWorld({ folders: ['/disk/src'], links }).paths.workspaces).toEqual(['/disk/src']);
  });
});

it.each([
  ['~/a', `${home}/a`],
  ['~\\a', `${home}/a`],
  ['/a', '/a'],
  ['~ada/a', '~ada/a'],
  ['a/~/b', 'a/~/b'],
  ['~', '~'],
])('expands the home in %s', (path, expanded) => {
  expect(expandHome(path, home)).toBe(expanded);
});

it.each([
  ['/a', '/a', true],
  ['/a/b/c', '/a', true],
  ['/ab', '/a', false],
  ['/a', '/a/b', false],
  ['/a', '/', true],
  ['a/b', 'a', true],
  ['', '/a', false],
])('tells whether %s is inside %s', (path, folder, inside) => {
  expect(isInside(path, folder)).toBe(inside);
});
