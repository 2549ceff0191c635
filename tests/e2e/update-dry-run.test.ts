import { readFileSync } from 'node:fs';
import { pretendManagers } from '../support/pretended-managers';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let env: Record<string, string>;
beforeEach(async () => {
  sandbox = createSandbox();
  env = { PATH: pretendManagers(sandbox) };
  sandbox.config({ tools: { npm: ['demo-tool'] } });
  const pin = { 'CLISTACK__pins__npm__demo-tool': '1.0.0' };
  await sandbox.run('clistack', ['Pin.Sync'], { env: { ...env, ...pin } });
});
afterEach(() => {
  sandbox.dispose();
});

const dryRun = ['Update.Check', '--dry-run', '--exit-code'];

it('says that nobody was asked, where no check was', async () => {
  const { status, stdout, stderr } = await sandbox.run('clistack', dryRun, { env });
  expect([status, stdout]).toEqual([0, 'nothing is known to update\nnothing would change\n']);
  expect(stderr).toContain('whether npm:demo-tool would move is not known');
});

it.each([
  ['Update.Check', [], 'npm:demo-tool 1.0.0 -> 1.1.0\n'],
  ['Update.Check', ['--dry-run'], 'nothing is known to update\nnothing would change\n'],
  ['Update.All', [], 'npm:demo-tool 1.0.0 -> 1.1.0\n'],
])('%s %j says how many of the listed tools are not there', async (task, args, answer) => {
  sandbox.config({ tools: { npm: ['demo-tool', 'other', 'third'] } });
  const { status, stdout, stderr } = await sandbox.run('clistack', [task, ...args], { env });
  expect([status, stdout]).toEqual([0, expect.stringContaining(answer)]);
  expect(stderr).toContain('2 listed tools are not installed: clistack Pin.Sync');
});

it('answers what the last check found', async () => {
  await sandbox.run('clistack', ['Update.Check'], { env });
  const report = sandbox.path('.local/state/clistack/reports/updates.json');
  const before = readFileSync(report, 'utf8');
  const answer = documentOf(await sandbox.run('clistack', [...dryRun, '--json'], { env }));
  expect([answer.exit_code, JSON.stringify(answer)]).toEqual([204, expect.stringContaining('"target":"1.1.0"')]);
  expect(readFileSync(report, 'utf8')).toEqual(before);
});
