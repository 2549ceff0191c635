import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidator } from '../../lib/config/validator';
import { schemas as health } from '../../lib/health/schemas';
import { schemas as quarantine } from '../../lib/quarantine/schemas';
import { schemas as run } from '../../lib/run/schemas';
import { createSandbox, fixtureTasks, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [fixtureTasks] });
  sandbox.write('src/a/.ruff_cache/f', '');
});
afterEach(() => {
  sandbox.dispose();
});

/** The errors of a value, none when it keeps the schema. */
function errorsOf(schema: Readonly<Record<string, unknown>>, value: unknown): unknown {
  const validate = compileValidator(schema);
  return validate(value) ? [] : validate.errors;
}

it.each([
  ['Tasks'],
  ['Enforce.Once', '--dry-run'],
  ['Fixture.Fail'],
  ['Fixture.Partial'],
  ['Fixture.Hang'],
  ['Nothing'],
])('the document of %s keeps its schema', async (...args) => {
  const { stdout } = await sandbox.run('clistack', [...args, '--json']);
  expect(errorsOf(run.envelope, JSON.parse(stdout))).toEqual([]);
});

it('every line of the log keeps its schema', async () => {
  await sandbox.run('clistack', ['Rebuild']);
  await sandbox.run('clistack', ['Fixture.Fail']);
  const folder = join(sandbox.state, 'reports', 'logs');
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.flatMap((line) => errorsOf(run['log-line'], JSON.parse(line)))).toEqual([]);
});

it('health.json keeps its schema', async () => {
  await sandbox.run('clistack', ['Health.Check'], {
    env: { PATH: `/nowhere:${process.execPath.replace(/\/node$/, '')}:/usr/bin:/bin` },
  });
  expect(errorsOf(health.health, JSON.parse(sandbox.read('.local/state/clistack/reports/health.json')))).toEqual([]);
});

it('the manifest of a quarantined original keeps its schema', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  const folder = join(sandbox.state, 'quarantine');
  const [item = ''] = readdirSync(folder);
  expect(errorsOf(quarantine.manifest, JSON.parse(readFileSync(join(folder, item, 'manifest.json'), 'utf8')))).toEqual(
    [],
  );
});
