import { askAdvisories } from '../../../../lib/pin/python/advisories';

const locked = (name: string, version: string) => ({ key: name, name, version, integrity: [] });
const packages = [locked('demo-py', '1.0'), locked('lib', '2.0')];
const ask = (...answers: readonly object[]): ReturnType<typeof askAdvisories> =>
  askAdvisories({ manager: 'pipx', tool: 'Demo.Py', packages, indexes: null }, () =>
    Promise.resolve(JSON.stringify(answers)),
  );
const demo = { name: 'demo-py', version: '1.0' };
const lib = { name: 'lib', version: '2.0' };

it('names each weakness once, whatever its names, and none that was withdrawn', async () => {
  const { advisories } = await ask(
    {
      ...demo,
      vulnerabilities: [
        { id: 'PYSEC-1', aliases: ['CVE-1', 'GHSA-1'], details: 'It reads. Then it runs.', fixed_in: ['1.1', '1.2'] },
        { id: 'GHSA-1', aliases: ['CVE-1'], summary: 'the same again' },
        { id: 'GHSA-2', aliases: [], withdrawn: '2026-01-01T00:00:00Z' },
      ],
    },
    { ...lib, vulnerabilities: [{ id: 'GHSA-3', link: 'https://x/3' }] },
  );
  expect(advisories).toEqual([
    { package: 'Demo.Py', version: '1.0', id: 'PYSEC-1', severity: '', title: 'It reads. (fixed in 1.1, 1.2)' },
    { package: 'lib', version: '2.0', id: 'GHSA-3', severity: '', title: 'https://x/3' },
  ]);
});

it('tells what was taken back, also where it knows no weaknesses', async () => {
  const answer = await ask(
    { ...demo, vulnerabilities: [], yanked: true, yanked_reason: 'broken' },
    { ...lib, gap: 'x knows nothing', silent: false, yanked: true, yanked_reason: null },
  );
  expect(answer).toEqual({
    advisories: [],
    yanked: [
      { package: 'Demo.Py', version: '1.0', text: 'broken' },
      { package: 'lib', version: '2.0', text: 'without a reason' },
    ],
    gap: 'the index knows nothing of weaknesses of 1 of its 2 packages: x knows nothing',
  });
});

it('says that the index cannot be reached only when it never answered', async () => {
  const silent = { gap: 'x does not answer', silent: true };
  await expect(ask({ ...demo, ...silent }, { ...lib, ...silent })).rejects.toMatchObject({ code: 'PIN010' });
  const { gap } = await ask({ ...demo, ...silent }, { ...lib, gap: 'x answers 404', silent: false });
  expect(gap).toBe('the index knows nothing of weaknesses of its packages: x does not answer');
});

it('takes no silence for a clean bill', async () => {
  expect((await ask({ ...demo, vulnerabilities: [] })).gap).toContain('1 of its 2 packages: the answer cannot be read');
  const call = { manager: 'pipx', tool: 'demo', packages: [], indexes: null };
  expect((await askAdvisories(call, () => Promise.resolve('[]'))).gap).toContain('it has no lock that names them');
});
