import { applyVariables } from '../../../lib/centralize';
import requiredFolders from '../../../lib/health/checks/hc003-required-folders';
import configSanity from '../../../lib/health/checks/hc005-config-sanity';
import centralVolume from '../../../lib/health/checks/hc008-central-volume';
import diskSpace from '../../../lib/health/checks/hc009-disk-space';
import journalClean from '../../../lib/health/checks/hc010-journal-clean';
import stateModes from '../../../lib/health/checks/hc011-state-modes';
import { quarantine } from '../../../lib/quarantine';
import { home } from '../config/world';
import { factsOf, onVolumes } from './facts';

const src = `${home}/src`;
const state = `${home}/.local/state/clistack`;
const central = `${home}/.local/share/clistack/central`;
const gigabyte = 1024 ** 3;

describe('HC003, folders that are needed', () => {
  it('are there', async () => {
    expect(await requiredFolders.run(factsOf({ folders: [src], config: { workspaces: ['~/src'] } }))).toEqual([]);
  });

  it('may be a workspace that is missing, or is a file', async () => {
    const found = await requiredFolders.run(
      factsOf({ config: { workspaces: ['~/a b', '~/f'] }, files: { [`${home}/f`]: '' } }),
    );
    expect(found.map(({ message }) => message)).toEqual([
      `${home}/a b does not exist: the config names it as a workspace`,
      `${home}/f does not exist: the config names it as a workspace`,
    ]);
    expect(found[0]?.fix).toBe(`mkdir -p '${home}/a b'`);
  });

  it('may be the folder of a variable of ours', async () => {
    const facts = factsOf({ programs: { npm: () => ({}) } });
    applyVariables(facts.system, facts.config, facts.paths);
    expect(await requiredFolders.run(facts)).toEqual([]);
    facts.system.files.remove(`${central}/cache/npm`);
    expect((await requiredFolders.run(facts)).map(({ message }) => message)).toEqual([
      `${central}/cache/npm does not exist: npm_config_cache points to it`,
    ]);
  });
});

describe('HC005, the config', () => {
  it('does what it says', async () => {
    const config = { centralize: { include: ['GOPATH'], exclude: ['GOCACHE'] } };
    expect(await configSanity.run(factsOf({ config, folders: [src] }))).toEqual([]);
  });

  it('may name a variable that nobody knows', async () => {
    const config = { centralize: { include: ['GOCHACHE'], exclude: ['ZZZZZZZZZZZZ'] } };
    expect(
      (await configSanity.run(factsOf({ config, folders: [src] }))).map(({ severity, message }) => [severity, message]),
    ).toEqual([
      ['warning', 'centralize.include names GOCHACHE, which is in no catalogue, did you mean GOCACHE?'],
      ['warning', 'centralize.exclude names ZZZZZZZZZZZZ, which is in no catalogue'],
    ]);
  });

  it('may name a folder of programs that is not there', async () => {
    const config = { masterbin: { sources: ['npm', '/opt/gone', src] } };
    const found = await configSanity.run(factsOf({ config, folders: [src] }));
    expect(found.map(({ message }) => message)).toEqual([
      'masterbin.sources names /opt/gone, which is no folder, so it offers nothing',
    ]);
  });

  it('may have no workspace that exists', async () => {
    expect(await configSanity.run(factsOf())).toMatchObject([{ severity: 'info', fix: `mkdir -p ${src}` }]);
  });
});

describe('HC008, the volume of the central folder', () => {
  it('is that of the projects', async () => {
    expect(await centralVolume.run(factsOf({ folders: [src] }))).toEqual([]);
  });

  it('is another', async () => {
    const facts = factsOf({ folders: [src, `${home}/work`] });
    expect(await centralVolume.run(onVolumes(facts, { [src]: '2' }))).toMatchObject([
      { severity: 'info', evidence: { workspace: src, central } },
    ]);
  });
});

describe('HC009, room on the disk', () => {
  it('is enough', async () => {
    expect(await diskSpace.run(factsOf({ freeBytes: gigabyte }))).toEqual([]);
  });

  it.each([
    [gigabyte - 1, 'warning', 1023],
    [gigabyte / 5, 'warning', 204],
    [gigabyte / 5 - 1, 'error', 204],
    [0, 'error', 0],
  ])('is short: %d bytes', async (freeBytes, severity, megabytes) => {
    expect(await diskSpace.run(factsOf({ freeBytes }))).toMatchObject([
      {
        severity,
        message: `only ${megabytes} MB are free on the volume of ${home}`,
        fix: 'npx just Quarantine.Purge --all',
      },
    ]);
  });

  it('is told for each volume', async () => {
    const facts = factsOf({ freeBytes: 0, folders: [state, central] });
    expect(await diskSpace.run(onVolumes(facts, { [central]: '2' }))).toHaveLength(2);
  });

  it('is taken by the quarantine', async () => {
    const facts = factsOf({ files: { [`${src}/a`]: '' }, config: { quarantine: { maxGigabytes: 1 } } });
    const sized = { ...facts.system.files, stat: (path: string) => {
      const entry = facts.system.files.stat(path);
      return entry === undefined || !path.endsWith('/a') ? entry : { ...entry, size: 3 * gigabyte };
    } }; // prettier-ignore
    quarantine({ ...facts.system, files: sized }, facts.paths, facts.config, {
      path: `${src}/a`,
      kind: 'config',
      reason: 'r',
    });
    expect(await diskSpace.run(facts)).toMatchObject([
      { severity: 'warning', message: 'the quarantine holds 3.0 GB, more than the 1 GB of the config' },
    ]);
  });
});

describe('HC010, runs that were cut off', () => {
  const journal = (name: string, ...lines: readonly object[]): Record<string, string> => ({
    [`${state}/journal/20260115T120000000Z-${name}/journal.jsonl`]: lines
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  });
  const open = (run: string): object => ({
    line: 'open',
    run,
    command: 'just Rebuild',
    at: '2026-01-15T12:00:00.000Z',
    format: 1,
  });
  const intent = { line: 'intent', n: 1, task: 'T', step: { kind: 'remove', path: '/a' }, before: { was: 'absent' } };
  const close = { line: 'close', status: 0, at: '' };

  it.each([
    ['no run at all', {}],
    ['a run that ended', journal('r1', open('r1'), intent, close)],
    ['a run that changed nothing', journal('r1', open('r1'))],
    ['the run itself', journal('now', open('now'), intent)],
  ])('are none with %s', async (_name, files) => {
    expect(await journalClean.run(factsOf({ files }))).toEqual([]);
  });

  it('are told with the way back', async () => {
    expect(await journalClean.run(factsOf({ files: journal('r1', open('r1'), intent) }))).toMatchObject([
      {
        severity: 'error',
        message: "the run 'just Rebuild' of 2026-01-15T12:00:00.000Z was cut off after 1 steps",
        fix: 'npx just Undo.Run --run r1',
      },
    ]);
  });

  it('are told when their journal is damaged', async () => {
    const path = `${state}/journal/20260115T120000000Z-r1/journal.jsonl`;
    const [found] = await journalClean.run(factsOf({ files: { [path]: 'broken\n{}\n' } }));
    expect(found).toMatchObject({ severity: 'error', evidence: { path } });
    expect(found?.fix).toContain(`${state}/journal/20260115T120000000Z-r1`);
  });
});

describe('HC011, the state folder', () => {
  it('is the user’s alone', async () => {
    expect(await stateModes.run(factsOf({ folders: [state, `${state}/journal`] }))).toEqual([]);
    expect(await stateModes.run(factsOf())).toEqual([]);
  });

  it.each([0o777, 0o770, 0o720, 0o702])('is open to others: mode %d', async (mode) => {
    const facts = factsOf({ folders: [`${state}/journal`] });
    facts.system.files.setMode(`${state}/journal`, mode);
    expect(await stateModes.run(facts)).toEqual([
      {
        severity: 'error',
        message: `others may write into ${state}/journal`,
        evidence: { folder: `${state}/journal`, mode: mode.toString(8) },
        fix: `chmod go-w ${state}/journal`,
      },
    ]);
  });

  it('is a link', async () => {
    const facts = factsOf({ folders: ['/elsewhere'], links: { [state]: '/elsewhere' } });
    expect(await stateModes.run(facts)).toMatchObject([
      { severity: 'error', message: `${state} is a link`, fix: null },
    ]);
  });

  it('has no modes on Windows', async () => {
    const facts = factsOf({ os: 'win32' });
    facts.system.files.makeFolder(facts.paths.state, 0o777);
    expect(await stateModes.run(facts)).toEqual([]);
  });
});
