import { documentOf } from '../support/sandbox';
import { createToolHome, type ToolHome } from '../support/tool-home';

const names = ['free', 'pinned', 'ranged', 'denied', 'team-a', 'team-b'];
let home: ToolHome;
beforeAll(async () => {
  home = await createToolHome();
  for (const name of names) for (const version of ['1.0.0', '1.1.0', '2.0.0']) home.npm.publish(name, version);
  const all = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  home.config({ tools: { npm: names }, pins: { npm: all } });
  await home.clistack(['Pin.Sync']);
  home.npm.publish('free', '3.0.0-beta.1');
  home.npm.publish('ranged', '1.2.0', { time: new Date().toISOString() });
  home.npm.publish('ranged', '2.0.0');
  home.npm.publish('team-a', '1.2.0', { deprecated: 'use 1.1.0' });
  home.npm.publish('team-a', '2.0.0');
});
afterAll(() => home.close());

const config = `{
  // tools of the team
  "version": 1,
  "tools": { "npm": ["free", "pinned", "ranged", "denied", "team-a", "team-b"] },
  "pins": {
    "npm": {
      "pinned": "1.0.0", // until the audit is through
      "ranged": "^1.0.0"
    }
  },
  "update": { "deny": ["denied"], "groups": { "team": { "tools": ["team-*"], "maxMajor": 1, "sameVersion": true } } }
}
`;

async function table(): Promise<readonly string[]> {
  const { rows } = (await home.data(['Pin.Report'])) as { readonly rows: readonly Record<string, string | null>[] };
  return rows.map(({ tool, installed, wanted, latest, action }) =>
    [tool, installed, wanted, latest, action].map((cell) => cell ?? '-').join(' '),
  );
}

it('knows every tool before, and the latest of none', async () => {
  home.config(config);
  expect(await table()).toEqual([
    'denied 1.0.0 - - keep',
    'free 1.0.0 - - keep',
    'pinned 1.0.0 1.0.0 - keep',
    'ranged 1.0.0 ^1.0.0 - keep',
    'team-a 1.0.0 - - keep',
    'team-b 1.0.0 - - keep',
  ]);
});

it('offers what pins and policy allow, and says of everything else why not', async () => {
  const report = (await home.data(['Update.Check'])) as Record<string, readonly Record<string, string | null>[]>;
  const list = (key: string, ...fields: readonly string[]): readonly string[] =>
    (report[key] ?? []).map((entry) => fields.map((field) => entry[field] ?? '-').join(' '));
  expect(list('actionable', 'tool', 'installed', 'target', 'group')).toEqual([
    'free 1.0.0 2.0.0 -',
    'ranged 1.0.0 1.1.0 -',
    'team-a 1.0.0 1.1.0 team',
    'team-b 1.0.0 1.1.0 team',
  ]);
  expect(list('skipped', 'tool', 'version', 'code')).toEqual([
    'denied 2.0.0 denied',
    'denied 1.1.0 denied',
    'free 3.0.0-beta.1 prerelease',
    'pinned 2.0.0 pinned',
    'pinned 1.1.0 pinned',
    'ranged 2.0.0 pinned',
    'ranged 1.2.0 too-young',
    'team-a 2.0.0 max-major',
    'team-a 1.2.0 deprecated',
    'team-b 2.0.0 max-major',
  ]);
  expect(list('pinProposals', 'tool', 'from', 'to')).toEqual(['pinned 1.0.0 2.0.0', 'ranged ^1.0.0 ^2.0.0']);
});

it('shows deprecated and weak versions that are installed, and says where nobody can tell', async () => {
  const ask = async (): Promise<Record<string, readonly Record<string, string>[]>> =>
    (await home.data(['Update.Check'])) as Record<string, readonly Record<string, string>[]>;
  expect((await ask())['notAudited']?.[0]?.['reason']).toContain('the registry of npm knows nothing of weaknesses');

  home.npm.publish('denied', '1.0.0', { deprecated: 'nobody cares for it' });
  home.npm.publish('denied', '2.0.0');
  home.npm.advise('pinned', '<1.1.0', 'it runs what it is told');
  const found = await ask();

  expect(found['marked']).toEqual([
    {
      manager: 'npm',
      tool: 'denied',
      package: 'denied',
      version: '1.0.0',
      kind: 'deprecated',
      text: 'nobody cares for it',
    },
  ]);
  expect(found['vulnerable']).toEqual([
    { manager: 'npm', tool: 'pinned', package: 'pinned', version: '1.0.0', id: 'GHSA-demo', severity: 'high', title: 'it runs what it is told (in <1.1.0)' },
  ]); // prettier-ignore
  expect(found['notAudited']).toEqual([]);
});

it('moves exactly those, and no pin in silence', async () => {
  const result = await home.clistack(['Update.All']);
  expect(result.status).toBe(0);
  expect(result.stdout).toContain('--write-pins writes them');
  expect(home.read('.config/clistack/toolstack.config.json')).toBe(config);
  expect(await table()).toEqual([
    'denied 1.0.0 - 2.0.0 keep',
    'free 2.0.0 - 3.0.0-beta.1 keep',
    'pinned 1.0.0 1.0.0 2.0.0 keep',
    'ranged 1.1.0 ^1.0.0 2.0.0 keep',
    'team-a 1.1.0 - 2.0.0 keep',
    'team-b 1.1.0 - 2.0.0 keep',
  ]);
});

it('writes the proposed pins when told to, and keeps every comment', async () => {
  expect((await home.clistack(['Update.All', '--write-pins'])).status).toBe(0);
  expect(home.read('.config/clistack/toolstack.config.json')).toBe(
    config.replace('"pinned": "1.0.0"', '"pinned": "2.0.0"').replace('"^1.0.0"', '"^2.0.0"'),
  );
  expect(documentOf(await home.clistack(['Pin.DriftFail', '--json'])).exit_code).toBe(203);
  expect((await home.clistack(['Pin.Sync'])).status).toBe(0);
  expect(await table()).toContain('pinned 2.0.0 2.0.0 2.0.0 keep');
});

it('puts a group back together when one of it is not what was published', async () => {
  for (const name of ['team-a', 'team-b']) home.npm.publish(name, '1.3.0');
  home.npm.publish('free', '2.1.0');
  home.npm.tamper('team-b', '1.3.0');
  home.config({ tools: { npm: ['free', 'team-a', 'team-b'] }, update: { groups: { team: { tools: ['team-*'] } } } });
  const { exit_code } = documentOf(await home.clistack(['Update.All', '--json']));
  expect(exit_code).toBe(205);
  expect((await table()).map((row) => row.split(' ').slice(0, 2).join(' '))).toEqual(
    expect.arrayContaining(['free 2.1.0', 'team-a 1.1.0', 'team-b 1.1.0']),
  );
});
