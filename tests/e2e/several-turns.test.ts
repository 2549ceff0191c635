import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunSummary } from '../../lib/run/summary';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.write('in.txt', '1');
  const files = `inputs: [${at('in.txt')}], outputs: [${at('made')}]`;
  ownTasks(sandbox, {
    'make.js': `{ name: 'Make', summary: 's', repeats: true, mutates: true, changes: 'x', ${files},
      run: ({ system }) => { system.files.write(${at('made')}, String(process.hrtime.bigint())); return 'made'; } }`,
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

it('plans a turn once in a dry run where the next would find it fresh, and keeps nothing', async () => {
  for (let time = 0; time < 2; time += 1) {
    const { stdout } = await sandbox.run('clistack', ['All', '--dry-run']);
    expect(stdout).toBe(`Make would:\n  write ${sandbox.path('made')}\nwould change: 1 file written\n`);
  }
  // The one between writes into what it made.
  ownTasks(sandbox, {
    'other.js': `{ name: 'Other', summary: 's', mutates: true, changes: 'x', run: ({ system }) => system.files.write(${at('made')}, 'y') }`,
  });
  const { stdout } = await sandbox.run('clistack', ['All', '--dry-run']);
  expect(stdout).toContain('would change: 3 files written');
  expect((await sandbox.run('clistack', ['All'])).stdout).toContain('changed: 3 files written');
});

it('has one row with the work of all turns in the table, and a slice for each in the picture', async () => {
  ownTasks(sandbox, { 'again.js': "{ name: 'Again', summary: 's', repeats: true, run: () => new Promise((go) => setTimeout(go, 10)) }" }); // prettier-ignore
  const line = ['Again', 'Other', 'Again', 'Again', '--summary', '--json'];
  const ended = await sandbox.run('clistack', line);
  const { summary } = documentOf(ended) as unknown as { readonly summary: RunSummary };
  const rows = summary.tasks.filter(({ task }) => task === 'Again');
  expect(rows).toMatchObject([{ wait_ms: 0, turns: [{}, {}, {}] }]);
  const sum = (rows[0]?.turns ?? []).reduce((ms, turn) => ms + turn.duration_ms, 0);
  // Each is rounded.
  expect(Math.abs((rows[0]?.duration_ms ?? 0) - sum)).toBeLessThanOrEqual(2);
  const trace = readFileSync(join(sandbox.state, 'reports', 'trace.json'), 'utf8');
  expect(trace.match(/"name":"Again"/g)).toHaveLength(3);
});

it('a run that goes on has a task that repeats again, and says so before', async () => {
  ownTasks(sandbox, {
    'again.js': "{ name: 'Again', summary: 's', repeats: true, run: () => 1 }",
    'once.js': "{ name: 'Once', summary: 's', run: () => 1 }",
    'bad.js': `{ name: 'Bad', summary: 's', run: () => { if (!require('fs').existsSync(${at('ok')})) throw new Error('bad'); } }`,
    'whole.js': "{ name: 'Whole', summary: 's', deps: ['Again', 'Once', 'Bad', 'Again'] }",
  });
  const run = (...words: readonly string[]): Promise<RunResult> => sandbox.run('clistack', ['Whole', ...words]);
  await run('--checkpoint');
  sandbox.write('ok', '');
  const { stdout } = await run('--resume', '--what-if');
  expect(stdout).toMatch(/done already: Once$/m);
  expect(stdout.match(/^\w+(?=: s$)/gm)).toEqual(['Again', 'Bad', 'Whole']);
  for (const words of [['--resume', '--dry-run'], ['--resume']]) {
    const { stderr } = await run(...words);
    expect(stderr).toContain(': 1 task is done');
    expect(stderr.match(/^ok +Again/gm)).toHaveLength(2);
  }
});
