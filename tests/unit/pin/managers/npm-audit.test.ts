import { auditProject, readAudit } from '../../../../lib/pin/npm/audit';
import { memoryWorld } from './world';

const at = (key: string, version: string): Parameters<typeof readAudit>[1][number] => {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return { key: `node_modules/${key}`, name, version, integrity: [] };
};
const cause = { name: 'weak', range: '<1.2.0 || 2.x', url: 'https://x/GHSA-1', severity: 'high', title: 'it leaks' };
const text = JSON.stringify({ vulnerabilities: { weak: { via: [cause] }, tool: { via: ['weak'] } } });
const versionsIn = (tree: Parameters<typeof readAudit>[1], more: object = {}): readonly string[] =>
  readAudit(JSON.stringify({ vulnerabilities: { weak: { via: [{ ...cause, ...more }] } } }), tree)?.map(
    ({ version }) => version,
  ) ?? ['nobody knows'];

it('names the installed version that is weak, and the range that tells which ones are', () => {
  expect(readAudit(text, [at('tool', '1.0.0'), at('weak', '1.1.0')])).toEqual([
    { package: 'weak', version: '1.1.0', id: 'GHSA-1', severity: 'high', title: 'it leaks (in <1.2.0 || 2.x)' },
  ]);
});

it('names each weak version of a tree once, and no other', () => {
  const tree = [at('weak', '1.1.0'), at('a/node_modules/weak', '1.2.0'), at('b/node_modules/weak', '2.0.0-rc.1'), at('c/node_modules/weak', '1.1.0')]; // prettier-ignore
  expect(versionsIn(tree)).toEqual(['1.1.0', '2.0.0-rc.1']);
});

it('names what is installed where no range can be read, and the range where the tree does not name the package', () => {
  expect(versionsIn([at('weak', '3.0.0')], { range: 'all of them' })).toEqual(['3.0.0']);
  expect(versionsIn([])).toEqual(['<1.2.0 || 2.x']);
});

it('knows nothing by what is no report', () => {
  for (const bad of ['', '[]', '{}', '{"message":"no"}', '{"vulnerabilities":3}'])
    expect(readAudit(bad, [])).toBeUndefined();
  for (const none of ['{"vulnerabilities":{}}', '{"vulnerabilities":{"a":{"via":"x"}}}'])
    expect(readAudit(none, [])).toEqual([]);
});

it.each(['{}', '{"vulnerabilities":{}}'])('has a gap where npm answers no report: %s', async (stdout) => {
  const world = memoryWorld({ programs: { npm: () => ({ stdout }) } });
  const gap = 'the registry of npm knows nothing of weaknesses: its answer is no report';
  const audit = await auditProject(world, 'demo', '/home/ada/demo');
  expect(audit).toEqual({ advisories: [], yanked: [], ...(stdout === '{}' ? { gap } : {}) });
});
