import { createSandbox, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

const fewHandles = (limit: number): readonly string[] => ['sh', '-c', `ulimit -n ${limit}; exec "$@"`, 'sh'];

/** Node itself needs some 18 handles, newer ones more, and dies in its own way below. */
async function firstThatRunsScripts(): Promise<number> {
  for (let limit = 16; limit < 64; limit += 1) {
    const { status } = await sandbox.run('clistack', ['--version'], { wrap: fewHandles(limit) });
    if (status === 0) return limit;
  }
  throw new Error('no Node runs a script with fewer than 64 file handles');
}

let sandbox: Sandbox;

beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')], workspaces: [sandbox.path('src')] });
  sandbox.write(
    'tasks/own/change.js',
    task(
      'Own.Change',
      `async ({ system, paths }) => {
        await system.processes.run('true', []);
        system.files.write(paths.home + '/changed', 'x');
      }`,
      "mutates: true, changes: 'a file',",
    ),
  );
});
afterEach(() => {
  sandbox.dispose();
});

it('too few file handles are trouble of the machine, and never success without the work done', async () => {
  const statuses = new Set<number | null>();
  const first = await firstThatRunsScripts();
  for (let limit = first; limit < first + 14; limit += 1) {
    const wrap = fewHandles(limit);
    const { status, stderr } = await sandbox.run('clistack', ['Own.Change'], { wrap });
    statuses.add(status);
    const done = sandbox.tree()['changed'] !== undefined;
    expect({ limit, status, done, stderr: status === 0 ? '' : stderr }).toEqual(
      status === 0
        ? { limit, status, done: true, stderr: '' }
        : { limit, status: 506 % 256, done, stderr: expect.stringMatching(/^error /m) as string },
    );
  }
  // Both ends were seen: none of it would prove anything otherwise.
  expect([...statuses].sort()).toEqual([0, 506 % 256]);
});
