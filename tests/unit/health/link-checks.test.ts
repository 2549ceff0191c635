import linkCapability from '../../../lib/health/checks/hc006-link-capability';
import danglingLinks from '../../../lib/health/checks/hc007-dangling-links';
import { unwritable } from '../../../lib/system/faults';
import { home } from '../config/world';
import { factsOf } from './facts';

const src = `${home}/src`;
const state = `${home}/.local/state/clistack`;
const central = `${home}/.local/share/clistack/central`;

describe('HC006, links', () => {
  it('can be made, and nothing is left behind', async () => {
    const facts = factsOf();
    expect(await linkCapability.run(facts)).toEqual([]);
    expect(facts.system.files.list(state)).toEqual([]);
  });

  it('cannot be made', async () => {
    const facts = factsOf();
    const make = (path: string): never => {
      throw unwritable({ path, reason: 'operation not permitted' });
    };
    const [found] = await linkCapability.run({
      ...facts,
      system: { ...facts.system, links: { ...facts.system.links, make } },
    });
    expect(found).toMatchObject({ severity: 'error' });
    expect(found?.message).toMatch(/^a folder link could not be made: cannot change .*operation not permitted$/);
    expect(facts.system.files.list(state)).toEqual([]);
  });

  it('lead elsewhere than they say', async () => {
    const facts = factsOf();
    const { files } = facts.system;
    const read = (): Buffer => Buffer.from('other');
    expect(
      await linkCapability.run({ ...facts, system: { ...facts.system, files: { ...files, read } } }),
    ).toMatchObject([{ message: 'a folder link could not be made: what was written through the link did not arrive' }]);
  });

  it('are put right by a line that works after the probe is gone', async () => {
    const facts = factsOf();
    const make = (path: string): never => {
      throw unwritable({ path, reason: 'operation not permitted' });
    };
    const [found] = await linkCapability.run({
      ...facts,
      system: { ...facts.system, links: { ...facts.system.links, make } },
    });
    expect(found?.fix).not.toContain('link-probe');
  });

  it('do not hide a bug', () => {
    const facts = factsOf();
    const make = (): never => {
      throw new TypeError('a bug');
    };
    const broken = { ...facts, system: { ...facts.system, links: { ...facts.system.links, make } } };
    expect(() => linkCapability.run(broken)).toThrow('a bug');
  });
});

describe('HC007, links that lead nowhere', () => {
  it('are none where every link leads somewhere', async () => {
    const links = { [`${home}/a`]: 'b', [`${src}/x`]: '/etc' };
    expect(await danglingLinks.run(factsOf({ folders: [`${home}/b`, '/etc'], links }))).toEqual([]);
  });

  it('of the user may be removed', async () => {
    expect(await danglingLinks.run(factsOf({ links: { [`${home}/a b`]: 'gone' } }))).toEqual([
      {
        severity: 'warning',
        message: `${home}/a b leads to gone, which does not exist`,
        evidence: { link: `${home}/a b`, target: 'gone', ours: false },
        fix: `rm '${home}/a b'`,
      },
    ]);
  });

  it('of ours are made good by us', async () => {
    const links = { [`${src}/app/.ruff_cache`]: `${central}/ruff/app-1` };
    expect(await danglingLinks.run(factsOf({ links }))).toMatchObject([
      { severity: 'error', fix: 'npx just Enforce.Once', evidence: { ours: true } },
    ]);
  });

  it('are looked for in folders of programs, of the config and of projects', async () => {
    const links = {
      [`${home}/.local/bin/x`]: 'gone',
      [`${home}/.config/y`]: 'gone',
      [`${src}/a/b/c/z`]: 'gone',
      [`${home}/tools/t`]: 'gone',
    };
    const found = await danglingLinks.run(factsOf({ links, env: { PATH: `${home}/tools:/usr/bin` } }));
    expect(found.map(({ evidence }) => evidence['link']).toSorted()).toEqual(Object.keys(links).toSorted());
  });

  it('are not looked for in packages, too deep, or elsewhere', async () => {
    const links = {
      [`${src}/a/node_modules/x`]: 'gone',
      [`${src}/a/b/c/d/e`]: 'gone',
      [`${home}/other/x`]: 'gone',
      '/usr/bin/x': 'gone',
    };
    expect(await danglingLinks.run(factsOf({ links, env: { PATH: '/usr/bin' } }))).toEqual([]);
  });
});
