import { dirname } from 'node:path';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

it('the dry run of PipxInstall --bootstrap goes on as if pipx were there, and runs nothing', async () => {
  // A dry run that started it would fail.
  sandbox.write('bin/apt-get', '#!/bin/sh\nexit 9\n', 0o755);
  sandbox.config({ tools: { pipx: ['delta'] } });
  const env = { PATH: [sandbox.path('bin'), dirname(process.execPath)].join(':') };
  const result = await sandbox.run('clistack', ['PipxInstall', '--bootstrap', '--dry-run', '--json'], { env });
  const document = documentOf(result);
  expect(document).toMatchObject({ exit_code: 0, data: { missing: [], installed: [{ tool: 'delta' }] } });
  const steps = JSON.stringify(document['tasks']);
  expect(steps).toContain('"install","--yes","pipx"');
  expect(steps).toMatch(/"install",[^\]]*"delta==/);
});
