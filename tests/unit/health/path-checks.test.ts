import pathOrder from '../../../lib/health/checks/hc001-path-order';
import pathEntriesCheck from '../../../lib/health/checks/hc002-path-entries';
import type { Check, Finding } from '../../../lib/health/check';
import { pathEntries } from '../../../lib/system/path-entries';
import { home, type WorldOptions } from '../config/world';
import { factsOf } from './facts';

const bin = `${home}/.local/bin`;
const look = async (check: Check, path: string, options: WorldOptions = {}): Promise<readonly Finding[]> =>
  check.run(
    factsOf({ env: { PATH: path }, ...options, folders: ['/usr/bin', '/bin', bin, ...(options.folders ?? [])] }),
  );

describe('HC001, the order of PATH', () => {
  it.each([
    `${bin}:/usr/bin:/bin`,
    '/usr/bin:/bin',
    bin,
    '',
    `${bin}:/usr/bin:${bin}`,
    '/opt/bin:/usr/bin:/usr/local/bin',
  ])('is right: %s', async (path) => {
    expect(await look(pathOrder, path)).toEqual([]);
  });

  it('is wrong when a folder of the user comes late', async () => {
    expect(await look(pathOrder, `/usr/bin:${bin}`)).toEqual([
      {
        severity: 'warning',
        message: `${bin} comes after the system's folders in PATH`,
        evidence: { folder: bin, shadowed: [], path: ['/usr/bin', bin] },
        fix: `export PATH=${bin}:/usr/bin`,
      },
    ]);
  });

  it('is an error when another program is called for it', async () => {
    const files = { [`${bin}/git`]: '', [`${bin}/own`]: '', '/usr/bin/git': '' };
    const [found] = await look(pathOrder, `/usr/bin:${bin}`, { files });
    expect(found).toMatchObject({ severity: 'error', evidence: { shadowed: ['git'] } });
    expect(found?.message).toContain('so another git is called');
  });

  it('is told for a folder that does not exist too', async () => {
    expect(await look(pathOrder, `/bin:${home}/gone`)).toMatchObject([{ severity: 'warning' }]);
  });
});

describe('HC002, the entries of PATH', () => {
  it('are sound', async () => {
    expect(await look(pathEntriesCheck, `${bin}:/usr/bin`, { links: { '/sbin': '/usr/bin' } })).toEqual([]);
    expect(await look(pathEntriesCheck, '/sbin', { links: { '/sbin': '/usr/bin' } })).toEqual([]);
  });

  it.each([
    ['missing', '/usr/bin:/gone', 'warning', '/gone is in PATH and does not exist', 2],
    ['a file', '/usr/bin:/etc/file', 'warning', '/etc/file is in PATH and does not exist', 2],
    ['doubled', '/usr/bin:/bin:/usr/bin', 'info', '/usr/bin stands twice in PATH', 3],
    [
      'relative',
      './bin:/usr/bin',
      'warning',
      'PATH holds the relative entry ./bin: programs of the working folder are run',
      1,
    ],
    ['empty', '/usr/bin:', 'warning', 'PATH holds an empty entry: programs of the working folder are run', 2],
  ])('may be %s', async (_name, path, severity, message, position) => {
    const found = await look(pathEntriesCheck, path, { files: { '/etc/file': '' } });
    expect(found).toMatchObject([{ severity, message, evidence: { position } }]);
  });

  it('are put right by one line', async () => {
    const [found] = await look(pathEntriesCheck, '/gone:/usr/bin::/bin:/usr/bin:/a b', { folders: ['/a b'] });
    expect(found?.fix).toBe("export PATH='/usr/bin:/bin:/a b'");
  });
});

it('reads PATH with the separator of the system', () => {
  expect(pathEntries(factsOf({ env: { PATH: 'a;b' }, os: 'win32' }).system)).toEqual(['a', 'b']);
  expect(pathEntries(factsOf().system)).toEqual(['']);
});
