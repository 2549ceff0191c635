import { rmSync } from 'node:fs';
import { createSandbox, documentOf, packageRoot, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  task('Bad', "run: () => { throw new Error('broken'); }");
  task('Loud', "run: (c) => { c.log.warn('look here'); }");
  task('Hold', `run: () => { if (require('fs').existsSync(${JSON.stringify(sandbox.path('kill'))})) process.kill(process.pid, 'SIGKILL'); }`); // prettier-ignore
  sandbox.write('kill', '');
});
afterEach(() => {
  sandbox.dispose();
});

function task(name: string, more: string, head = ''): void {
  sandbox.write(
    `tasks/own/${name.toLowerCase()}.js`,
    `${head}module.exports = { name: 'Own.${name}', summary: 'x', ${more} };\n`,
  );
}
const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', ['Own.All', '--json', ...args]);

async function resumed(): Promise<ReturnType<typeof documentOf>> {
  expect((await run('--checkpoint')).signal).toBe('SIGKILL');
  rmSync(sandbox.path('kill'));
  return documentOf(await run('--resume'));
}

it('an optional task that failed beneath one that is done counts as it does in a run that nobody disturbed', async () => {
  task('Mid', "deps: ['Own.Loud', 'Own.Bad?'], run: (c) => { c.log.warn('of mid'); }");
  task('All', "deps: ['Own.Mid', 'Own.Hold']");
  const document = await resumed();
  expect(document).toMatchObject({ exit_code: 201, success: true, error: null });
  const undisturbed = documentOf(await run());
  const states = (of: Record<string, unknown>): unknown =>
    (of['tasks'] as { task: string; state: string }[]).map(({ task: name, state }) => `${name} ${state}`).sort();
  expect(undisturbed['exit_code']).toBe(201);
  expect(states(document)).toEqual(states(undisturbed));
  expect(document['warnings']).toEqual(expect.arrayContaining(undisturbed['warnings'] as unknown[]));
  expect(document['warnings']).toHaveLength(2);
  expect(document['tasks']).toContainEqual(
    expect.objectContaining({ task: 'Own.Bad', state: 'failed', reason: expect.stringMatching(/^ended so in run/) }), // prettier-ignore
  );
});

it('so does a partial beneath one that is done', async () => {
  const own = JSON.stringify(packageRoot);
  task('Drift', "run: () => partial(203, 'drift')", `const { partial } = require(${own});\n`);
  task('Mid', "deps: ['Own.Drift']");
  task('All', "deps: ['Own.Mid', 'Own.Hold']");
  expect(await resumed()).toMatchObject({ exit_code: 203 });
});

it('one that is needed by a task that is still to be done is had again, and counts as it ends now', async () => {
  task('Bad', `run: () => { if (require('fs').existsSync(${JSON.stringify(sandbox.path('kill'))})) throw new Error('broken'); }`); // prettier-ignore
  task('Mid', "deps: ['Own.Bad?'], run: () => undefined");
  task('Late', "deps: ['Own.Hold', 'Own.Bad'], run: () => undefined");
  task('All', "deps: ['Own.Mid', 'Own.Late']");
  const document = await resumed();
  expect(document).toMatchObject({ exit_code: 0 });
  expect(document['tasks']).toContainEqual(expect.objectContaining({ task: 'Own.Bad', state: 'succeeded', reason: null })); // prettier-ignore
});
