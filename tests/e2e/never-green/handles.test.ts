import { createSandbox, type Sandbox } from '../../support/sandbox';
import { task } from '../../support/never-green/case';

/** Few file handles: Node itself needs about 18, and dies in its own way below. */
const limits = Array.from({ length: 14 }, (_, index) => 19 + index);

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
  for (const limit of limits) {
    const wrap = ['sh', '-c', `ulimit -n ${limit}; exec "$@"`, 'sh'];
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
