import { describeUnless, whyMissing } from '../support/oracles';
import { serveWheels, type WheelServer } from '../support/packages/wheel-server';
import { documentOf } from '../support/sandbox';
import { bringSharedPip } from '../support/shared-pip';
import { createToolHome, type ToolHome } from '../support/tool-home';

const reason = whyMissing('pipx') ?? whyMissing('uv');

let home: ToolHome;
let server: WheelServer;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  home = await createToolHome();
  bringSharedPip(home);
  home.wheels.publish('demo-lib', '1.0.0');
  for (const version of ['1.0.0', '2.0.0']) home.wheels.publish('demo-py', version, { requires: ['demo-lib>=1'] });
  server = await serveWheels(home.path('simple'));
  env = { PIP_INDEX_URL: server.url, UV_DEFAULT_INDEX: server.url, UV_HTTP_RETRIES: '0', UV_PYTHON_DOWNLOADS: 'never' };
});
afterAll(async () => {
  await server.close();
  await home.close();
});

type Lists = Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;

const check = async (): Promise<Lists> => (await home.data(['Update.Check'], { env })) as Lists;

describeUnless(reason, 'weak and yanked Python packages', () => {
  it('are installed first', async () => {
    const listed = { pipx: ['demo-py'], uv: ['demo-py'] };
    const pins = { pipx: { 'demo-py': '1.0.0' }, uv: { 'demo-py': '1.0.0' } };
    home.config({ tools: listed, pins });
    const { exit_code: status, tasks } = documentOf(await home.clistack(['Pin.Sync', '--json'], { env }));
    expect([status, tasks]).toEqual([0, expect.anything()]);
  });

  it('are not told of by an index without a JSON interface, and the reason is', async () => {
    const { vulnerable, notAudited } = await check();
    const told = 'the index knows nothing of weaknesses of its packages';
    expect(vulnerable).toEqual([]);
    expect(notAudited).toEqual(
      ['pipx', 'uv'].map((manager) => {
        return { manager, tool: 'demo-py', reason: `${told}: ${server.url} answers 404 for demo-lib 1.0.0` };
      }),
    );
  });

  it('are shown as soon as it has one, those of the whole tree', async () => {
    const weak = { id: 'PYSEC-1', aliases: ['CVE-1'], summary: 'it runs what it is told', fixed_in: ['2.0.0'] };
    server.tell('demo-py', '1.0.0', { vulnerabilities: [weak, { ...weak, id: 'CVE-1', aliases: ['PYSEC-1'] }] });
    server.tell('demo-lib', '1.0.0', { yanked: 'broken' });
    const { vulnerable, marked, notAudited } = await check();
    const title = 'it runs what it is told (fixed in 2.0.0)';
    const found = { tool: 'demo-py', package: 'demo-py', version: '1.0.0', id: 'PYSEC-1', severity: '', title };
    const mark = { tool: 'demo-py', package: 'demo-lib', version: '1.0.0', kind: 'yanked', text: 'broken' };
    expect(vulnerable).toEqual([{ manager: 'pipx', ...found }, { manager: 'uv', ...found }]); // prettier-ignore
    expect(marked).toEqual([{ manager: 'pipx', ...mark }, { manager: 'uv', ...mark }]); // prettier-ignore
    expect(notAudited).toEqual([]);
  });

  it('are said in words that a person can act on', async () => {
    const { stderr } = await home.clistack(['Update.Check'], { env });
    expect(stderr).toContain('pipx:demo-py has a known weakness, PYSEC-1 in demo-py 1.0.0: it runs what it is told');
    expect(stderr).toContain('uv:demo-py needs demo-lib 1.0.0, which is yanked: broken');
  });

  it('are not asked for in a dry run, which starts nothing', async () => {
    const before = server.asked.length;
    await home.clistack(['Update.Check', '--dry-run'], { env });
    expect(server.asked.length).toBe(before);
  });
});
