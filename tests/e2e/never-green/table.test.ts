import { createSandbox, documentOf, doors, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';
import { bodyCases } from '../../support/never-green/bodies';
import { neverGreenCases } from '../../support/never-green-cases';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

it('has at least 30 cases, most of which every platform can show', () => {
  expect(new Set(neverGreenCases.map(({ title }) => title)).size).toBe(neverGreenCases.length);
  expect(neverGreenCases.filter(({ pure }) => pure).length).toBeGreaterThanOrEqual(30);
});

describe.each(doors)('through %s', (door) => {
  it.each(neverGreenCases)('$title is never green', async ({ files, args, exit, code }) => {
    for (const [path, text] of Object.entries(files)) sandbox.write(`tasks/${path}`, text);
    const [name = '', ...more] = args;
    const result = await sandbox.run(door, [name, '--json', ...more]);
    expect(result.status).toBe(exit % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
  });
});

it.each(bodyCases)('$title is never green in a task that another one needs', async ({ files, exit, code }) => {
  for (const [path, text] of Object.entries(files)) sandbox.write(`tasks/${path}`, text);
  sandbox.write('tasks/own/needs.js', task('Own.Needs', '() => 1', "deps: ['Own.Case'],"));
  const result = await sandbox.run('clistack', ['Own.Needs', '--json']);
  expect(result.status).toBe(exit % 256);
  expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
});
