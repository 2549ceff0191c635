import type { Plain } from '../../../lib/config/merge';
import { checkPaths } from '../../../lib/config/path-rules';
import { describeProblem } from '../../../lib/config/problem';
import { composed, home, loadTexts, userConfig, validate } from './world';

const check = (config: Plain): readonly (readonly [string, string])[] =>
  checkPaths(config, composed.schema, { home, pathSeparator: ':' }).map(({ pointer, message }) => [pointer, message]);
const windows = { home: 'C:/Users/Ada', pathSeparator: ';' } as const;
const dir = (path: string): Plain => ({ centralize: { dir: path } });

describe('the shape of a managed path', () => {
  it.each(['~/central', '/data/central', '~/a b', 'C:\\Central', 'C:/Central', '~\\central', '/a..b', '~/..a/b'])(
    'may be %s',
    (path) => {
      expect(validate(dir(path))).toBe(true);
    },
  );

  it.each([
    '/',
    '~',
    '~/',
    '..',
    '../a',
    '~/..',
    '~/../a',
    '/a/..',
    '/a/../b',
    'a',
    './a',
    '',
    'C:',
    '\\\\server',
    '//a',
    '~ada/a',
    'C:\\a\\..',
  ])('may not be "%s"', (path) => {
    expect(validate(dir(path))).toBe(false);
  });
});

describe('the home', () => {
  const message = 'the path is the home folder itself or holds it';

  it.each([home, `${home}/`, `${home}//`, '/home', '//home', '~/.', '~/./'])(
    'itself or above is refused: %s',
    (path) => {
      expect(check(dir(path))).toEqual([['/centralize/dir', message]]);
    },
  );

  it('on a drive of Windows is the same in upper and lower case', () => {
    const found = checkPaths(dir('c:/users/ADA'), composed.schema, windows);
    expect(found).toMatchObject([{ pointer: '/centralize/dir', message }]);
  });

  it.each([`${home}/.`, '/home/./ada', '/./home/ada', '/.'])('is refused in disguise: %s', (path) => {
    expect(check(dir(path))).toEqual([['/centralize/dir', message]]);
  });

  it.each(['~/central', `${home}2`, '/home/ad', '/home/eve'])('is not %s', (path) => {
    expect(check(dir(path))).toEqual([]);
  });
});

describe('the folder of wrappers', () => {
  const bin: Plain = { masterbin: { dir: 'D:/a;b' }, centralize: { dir: 'D:/c;d' } };

  it('may not hold what ends an entry of the PATH on Windows, and all other folders may', () => {
    expect(checkPaths(bin, composed.schema, windows)).toEqual([
      {
        pointer: '/masterbin/dir',
        message: 'the path holds a ;, which ends an entry of the PATH',
        found: '"D:/a;b"',
        allowed: 'a folder without ; in its name',
      },
    ]);
  });

  it('may hold it where a colon does that', () => {
    expect(check({ masterbin: { dir: '/a;b' } })).toEqual([]);
  });

  it('is refused in one sentence with its place', () => {
    const config = '{"masterbin": {"dir": "D:\\\\a;b"}}';
    const { problems } = loadTexts({ [userConfig]: config }, { os: 'win32', env: { CLISTACK_CONFIG: userConfig } });
    expect(problems.map(describeProblem)).toEqual([
      `${userConfig}:1:23 /masterbin/dir: the path holds a ;, which ends an entry of the PATH (found "D:\\\\a;b"; allowed: a folder without ; in its name)`,
    ]);
  });
});

describe('two managed paths', () => {
  it('may lie side by side', () => {
    expect(
      check({ ...dir('~/a'), workspaces: ['~/b', '~/ab'], taskFolders: ['~/c'], reports: { dir: '~/d' } }),
    ).toEqual([]);
  });

  it('may not lie inside each other, and the inner one is told', () => {
    expect(check({ ...dir('~/src/central'), workspaces: ['~/src'] })).toEqual([
      ['/centralize/dir', 'the path lies inside /workspaces/0'],
    ]);
  });

  it('may not be the same in two spellings', () => {
    expect(check({ workspaces: ['~/src', `${home}//src/`] })).toEqual([
      ['/workspaces/0', 'the path is the same as /workspaces/1'],
      ['/workspaces/1', 'the path is the same as /workspaces/0'],
    ]);
  });

  it('are not compared with texts that are no paths of ours', () => {
    expect(check({ ...dir('~/a'), enforce: { exclude: ['~/a', '/'] } })).toEqual([]);
  });

  it('may be missing', () => {
    expect(check({ workspaces: null, centralize: { dir: null }, unknown: { deep: '/' } })).toEqual([]);
  });
});

describe('in the loaded config', () => {
  it('a finding is told at its place in the file', () => {
    const { problems } = loadTexts({
      [userConfig]: '{\n  "workspaces": ["~/src"],\n  "centralize": {"dir": "~/src/c"}\n}',
    });
    expect(problems).toMatchObject([
      { source: userConfig, pointer: '/centralize/dir', line: 3, column: 25, found: '"~/src/c"', severity: 'error' },
    ]);
  });

  it('a finding of a variable has no place', () => {
    const { problems } = loadTexts({}, { env: { CLISTACK__workspaces: `/a,${home}` } });
    expect(problems).toMatchObject([
      { source: 'CLISTACK__workspaces', pointer: '/workspaces/1', line: null, column: null },
    ]);
  });

  it('files that are right alone and wrong together are told', () => {
    const { problems } = loadTexts({
      '/base.json': '{"workspaces": ["~/src"]}',
      [userConfig]: '{"extends": "/base.json", "centralize": {"dir": "~/src/c"}}',
    });
    expect(problems).toMatchObject([{ source: userConfig, pointer: '/centralize/dir' }]);
  });
});
