import { installApi, ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
const fault = (code: string, fix: string): string =>
  `const gone = require('clistack').defineFault({ code: '${code}', exit: 506, title: 'it is gone', why: 'Somebody took it.', message: () => 'gone', fix: ${fix} });\n`;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  sandbox.write('words/faults.js', `${fault('OWN003', '(d) => d.list.map(String).join()')}module.exports = { gone };\n`);
  ownTasks(
    sandbox,
    {
      'own.js': `${fault('OWN001', '(d) => `look at ${d.file}`')}require('../words/faults');\nmodule.exports = { name: 'Own', summary: 's', run: () => { throw gone({ file: 'x' }); } };\n`,
    },
    { health: { folders: ['~/checks'] } },
  );
  sandbox.write('checks/note.js', `${fault('OWN002', "() => 'write it'")}module.exports = require('clistack').defineCheck({ code: 'OWN900', title: 't', run: () => { throw gone({}); } });\n`);
}); // prettier-ignore
afterEach(() => {
  sandbox.dispose();
});

it.each(doors)('Explain shows a fault that a task file declares (%s)', async (door) => {
  const { stdout, status } = await sandbox.run(door, ['Explain', 'own001']);
  expect(status).toBe(0);
  expect(stdout).toContain('506  250  a file system operation failed');
  expect(stdout).toContain(`OWN001: it is gone (status 506)\n  Somebody took it.\n  next: look at <file>\n  declared in ${sandbox.path('mine', 'own.js')}:1:`);
}); // prettier-ignore

it('shows one of a health check, and one of a file that a task imports', async () => {
  const ofCheck = documentOf(await sandbox.run('clistack', ['Explain', 'OWN002', '--json']));
  expect(ofCheck['data']).toMatchObject({ faults: [{ code: 'OWN002', exit: 506, title: 'it is gone', fixShape: 'write it', at: expect.stringMatching(/\/checks\/note\.js:1:\d+$/) }] });
  const imported = documentOf(await sandbox.run('clistack', ['Explain', 'OWN003', '--json']));
  expect(imported['data']).toMatchObject({ faults: [{ fixShape: 'it depends on what happened: see what the failure says', at: expect.stringContaining('/words/faults.js') }] });
}); // prettier-ignore

it('says which was meant, and what keeps a check from being looked at', async () => {
  sandbox.write('checks/odd.js', 'module.exports = 7;');
  const { stderr, status } = await sandbox.run('clistack', ['Explain', 'OWN009']);
  expect(status).toBe(501 % 256);
  expect(stderr).toMatch(/no fault and no exit status is called 'OWN009', did you mean OWN00\d/);
  expect(stderr).toContain('not all health checks can be looked at');
});
