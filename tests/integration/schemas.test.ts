import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileValidator } from '../../lib/config/validator';
import { schemas as health } from '../../lib/health/schemas';
import { schemas as masterbin } from '../../lib/masterbin/schemas';
import type { HealthReport } from '../../lib/health';
import { schemas as quarantine } from '../../lib/quarantine/schemas';
import { schemas as run } from '../../lib/run/schemas';
import { installApi, ownTasks } from '../support/own-tasks';
import { makeTools } from '../support/made-tools';
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

it('the document of a task that fails with a fault of its own keeps its schema', async () => {
  installApi(sandbox);
  const fault = "code: 'SHIP001', exit: 506, title: 't', why: 'w', message: () => 'nothing to ship', fix: () => 'make some'";
  ownTasks(sandbox, {
    'ship.js': `const none = require('clistack').defineFault({ ${fault} });\nmodule.exports = { name: 'Ship', summary: 's', run: () => { throw none({}); } };`,
  });
  const { stdout } = await sandbox.run('clistack', ['Ship', '--json']);
  const document: unknown = JSON.parse(stdout);
  expect(document).toMatchObject({ error: { code: 'SHIP001' } });
  expect(errorsOf(run.envelope, document)).toEqual([]);
}); // prettier-ignore

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

it('health.json keeps its schema, and is written, where checks of the user’s own find something and fail', async () => {
  sandbox.config({ health: { folders: ['~/checks'] } });
  const found = '[{ severity: "info", message: "m", evidence: {}, fix: null, more: 1 }]';
  sandbox.write('checks/a.js', `module.exports = { code: "OWN001", title: "a", run: () => ${found} };`);
  sandbox.write(
    'checks/b.js',
    'module.exports = { code: "OWN002", title: "b", run: () => { throw new Error("no"); } };',
  );
  sandbox.write('checks/c.js', 'module.exports = { code: "OWN003", title: "c", run: () => undefined };');
  const { status } = await sandbox.run('clistack', ['Health.Check']);
  // 511, of which Linux sees the low eight bits.
  expect(status).toBe(255);
  // As the line before says, it is looked at by the schema.
  const report = JSON.parse(sandbox.read('.local/state/clistack/reports/health.json')) as HealthReport;
  expect(errorsOf(health.health, report)).toEqual([]);
  expect(report.findings).toContainEqual(expect.objectContaining({ code: 'OWN001' }));
  expect(report.notChecked.map(({ code }) => code)).toEqual(['OWN002', 'OWN003']);
});

it('what a rebuild writes keeps its schemas, also of commands that can have no wrapper', async () => {
  makeTools(sandbox);
  sandbox.write('bin/demo', 'mine', 0o755);
  for (const shims of [['sh'], ['exe']]) {
    sandbox.config({ masterbin: { dir: '~/bin', shims, sources: ['npm', 'pipx', '~/.profile'] } });
    await sandbox.run('clistack', ['MasterBin.Rebuild']);
    const report: unknown = JSON.parse(sandbox.read('.local/state/clistack/reports/masterbin.json'));
    expect(errorsOf(masterbin.masterbin, report)).toEqual([]);
    expect(report).toHaveProperty('formless.length', shims[0] === 'exe' ? 2 : 0);
  }
  const list: unknown = JSON.parse(sandbox.read('bin/.clistack-bin.json'));
  expect(errorsOf(masterbin['masterbin-manifest'], list)).toEqual([]);
  const folders: unknown = JSON.parse(sandbox.read('.local/state/clistack/bin-folders.json'));
  expect(errorsOf(masterbin['bin-folders'], folders)).toEqual([]);
});

it('the manifest of a quarantined original keeps its schema', async () => {
  await sandbox.run('clistack', ['Enforce.Once']);
  const folder = join(sandbox.state, 'quarantine');
  const [item = ''] = readdirSync(folder);
  expect(errorsOf(quarantine.manifest, JSON.parse(readFileSync(join(folder, item, 'manifest.json'), 'utf8')))).toEqual(
    [],
  );
});
