import { createSandbox, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ health: { folders: ['~/checks'] } });
});
afterEach(() => {
  sandbox.dispose();
});

const check = (text: string): Promise<RunResult> => {
  sandbox.write('checks/own.js', `module.exports = ${text};\n`);
  return sandbox.run('clistack', ['Health.Check']);
};

it.each([
  ['1n', 'bigint'],
  ['() => 1', 'function'],
])('one whose evidence is %s could not look, and is named with its file', async (value, kind) => {
  const { status, stderr } = await check(
    `{ code: 'OWN002', title: 't', run: () => [{ severity: 'warning', message: 'm', evidence: { b: ${value} }, fix: null }] }`,
  );
  expect(status).toBe(511 % 256);
  const why = `item 1 of its answer has evidence that cannot be written as JSON: b is a ${kind}`;
  const file = sandbox.path('checks', 'own.js');
  expect(stderr).toContain(`error HEA001: could not check OWN002: OWN002 in ${file}: ${why}\n`);
  expect(JSON.parse(sandbox.read('.local/state/clistack/reports/health.json'))).toMatchObject({
    checks: expect.arrayContaining([{ code: 'OWN002', title: 't', result: 'could not check' }]) as unknown,
  });
});

it('one without a title is refused with what it lacks', async () => {
  const { status, stderr } = await check("{ code: 'OWN002', run: () => [] }");
  const file = sandbox.path('checks', 'own.js');
  expect([status, stderr]).toEqual([
    501 % 256,
    expect.stringContaining(`error HEA002: ${file}: the check has no title\n  next: edit ${file}\n`),
  ]);
});
