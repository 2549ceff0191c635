import { childEnvironment } from '../../../../lib/system/real/child-environment';

describe('the environment of a child', () => {
  it.each(['PATH', 'HOME', 'LANG', 'TERM', 'TMPDIR', 'LC_ALL', 'XDG_CONFIG_HOME', 'CLISTACK_STATE'])(
    'has %s',
    (name) => {
      expect(childEnvironment({ [name]: 'x' })).toEqual({ [name]: 'x' });
    },
  );

  it.each(['GITHUB_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'NODE_OPTIONS', 'LD_PRELOAD', 'PATHS', 'path'])(
    'has no %s',
    (name) => {
      expect(childEnvironment({ [name]: 'x' })).toEqual({});
    },
  );

  it('has what the caller adds, which wins', () => {
    expect(childEnvironment({ PATH: '/bin' }, { PATH: '/own', GITHUB_TOKEN: 'x' })).toEqual({
      PATH: '/own',
      GITHUB_TOKEN: 'x',
    });
  });

  it('leaves out what is not set', () => {
    expect(childEnvironment({ PATH: undefined })).toEqual({});
  });

  it('keeps each variable once on Windows, where names have no case', () => {
    const own = { Path: 'C:\\own', SystemRoot: 'C:\\Windows', windir: 'C:\\Windows', Token: 'x' };
    expect(childEnvironment({ ...own, PATH: 'C:\\own' }, { path: 'D:\\added' }, true)).toEqual({
      PATH: 'D:\\added',
      SYSTEMROOT: 'C:\\Windows',
      WINDIR: 'C:\\Windows',
    });
  });
});
