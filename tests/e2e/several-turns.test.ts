import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('in.txt', '1');
  const files = `inputs: [${at('in.txt')}], outputs: [${at('made')}]`;
  ownTasks(sandbox, {
    'make.js': `{ name: 'Make', summary: 's', repeats: true, mutates: true, changes: 'x', ${files},
      run: ({ system }) => { system.files.write(${at('made')}, 'x'); return 'made'; } }`,
    'other.js': "{ name: 'Other', summary: 's', run: () => 1 }",
    'all.js': "{ name: 'All', summary: 's', jobs: ['Make', 'Other', 'Make'] }",
  });
});
afterEach(() => {
  sandbox.dispose();
});

/** A path of the sandbox as it is written in a task file. */
function at(name: string): string {
  return JSON.stringify(sandbox.path(name));
}

it('tells as done what the first turn made and the second found fresh, with its answer, in one line', async () => {
  const ended = await sandbox.run('clistack', ['Make', 'Other', 'Make', '--json']);
  expect(documentOf(ended)).toMatchObject({
    data: { Make: 'made', Other: 1 },
    tasks: [
      { task: 'Other' },
      { task: 'Make', state: 'succeeded', reason: null, why: 'it has no record of an earlier run' },
    ],
  });
  expect(ended.stderr.match(/\bMake\b.*/g)).toEqual([expect.stringMatching(/^Make \(\d+ ms\)$/)]);
});
