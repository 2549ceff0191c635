import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('mine-lib/token.js', "exports.token = () => process.env['API_TOKEN']; // process.env.NOT_THIS\n");
  ownTasks(sandbox, {
    'ship.js': `const { token } = require('../mine-lib/token');
const { REGION: region = 'eu', STAGE } = process.env;
module.exports = {
  name: 'Ship', summary: 'ships it', jobs: ['Build?', () => token()], mutates: true, changes: 'the site', env: ['MADE_UP'],
  if: ({ system }) => system.environment.get('SHIP_IT') !== undefined,
  options: { to: { type: 'string', describe: 'where to', enum: ['prod', 'test'], default: 'test' }, tag: { type: 'string', describe: 'a tag' } },
};`,
    'build.js': echo('Build'),
  });
});
afterEach(() => {
  sandbox.dispose();
});

it('14: --what-if shows tasks, jobs, parameters and the environment variables that would be used, and runs nothing', async () => {
  const env = { REGION: 'us', API_TOKEN: 'tok-12345678' };
  const { stdout, stderr, status } = await sandbox.run('clistack', ['Ship', '--to', 'prod', '--what-if'], { env });
  expect(status).toBe(0);
  expect(stdout).toBe(`would run, in this order:

Build: says Build
  jobs     {}

Ship: ships it
  jobs     Build?, {} (if its condition is met)
  changes  the site
  --to "prod"  where to
  --tag (not given)  a tag
  reads    API_TOKEN, MADE_UP (not set), REGION, SHIP_IT (not set), STAGE (not set)

nothing was run
`);
  expect(stderr).not.toContain('Build');
  expect(stdout).not.toContain('tok-12345678');
  const document = documentOf(await sandbox.run('clistack', ['ship', '-WhatIf', '--json'], { env }));
  expect(document).toMatchObject({
    task: 'Explain',
    tasks: [{ task: 'Explain' }],
    data: {
      plan: {
        tasks: [{ task: 'Build' }, { task: 'Ship', options: [{ flag: '--to', value: 'test' }, { value: null }] }],
      },
    },
  });
});

it('14: --what-if takes for a variable what is named in a list of texts, and no other word in it', async () => {
  const listed = "const isText = 1;\nexports.shapes = { env: [isText, 'a list of texts', 'MEANT'] };\n";
  sandbox.write('mine-lib/token.js', `${listed}exports.token = () => 1;\n`);
  const { stdout } = await sandbox.run('clistack', ['Ship', '--what-if']);
  expect(stdout).toContain(
    '  reads    MADE_UP (not set), MEANT (not set), REGION (not set), SHIP_IT (not set), STAGE (not set)\n',
  );
});

it('14: --what-if checks the line as a real run does', async () => {
  const failed = async (...args: readonly string[]): Promise<unknown> =>
    documentOf(await sandbox.run('clistack', [...args, '--what-if', '--json']));
  expect(await failed('Shp')).toMatchObject({ exit_code: 501, error: { code: 'RUN001' } });
  expect(await failed('Ship', '--to', 'mars')).toMatchObject({ exit_code: 501, error: { code: 'RUN004' } });
  expect(await failed('Ship', '--from', 'here')).toMatchObject({ exit_code: 501, error: { code: 'RUN003' } });
});

it('14: Explain tells the same of tasks, and finds the variables of our own ones', async () => {
  const { stdout } = await sandbox.run('clistack', ['Explain', 'ship', 'Config.Init']);
  expect(stdout).toContain('Ship: ships it\n');
  expect(stdout).toContain('Config.Init: ');
  const mistyped = documentOf(await sandbox.run('clistack', ['Explain', 'Shipp', '--json']));
  expect(mistyped).toMatchObject({
    error: { code: 'RUN015', message: expect.stringContaining('did you mean Ship?') as unknown },
  });
});
