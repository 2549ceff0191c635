import { readdirSync, rmSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  sandbox.write(
    'tasks/t.js',
    `module.exports = { name: 'T', summary: 'x', deps: ['A'], options: { to: { type: 'string', describe: 'd' } },
       run: () => { if (require('fs').existsSync(${JSON.stringify(sandbox.path('fail'))})) throw new Error('broken'); } };\n`,
  );
  sandbox.write('tasks/a.js', "module.exports = { name: 'A', summary: 'x', run: () => 1 };\n");
});
afterEach(() => {
  sandbox.dispose();
});

const run = async (...line: readonly string[]): Promise<ReturnType<typeof documentOf>> =>
  documentOf(await sandbox.run('clistack', [...line, '--json']));
async function failed(...line: readonly string[]): Promise<void> {
  sandbox.write('fail', '');
  expect(await run(...line, '--checkpoint')).toMatchObject({ exit_code: 500 });
  rmSync(sandbox.path('fail'));
}
const nothing = { exit_code: 501, error: { code: 'RUN044' } };
const takenOver = { task: 'A', reason: expect.stringMatching(/^done in run/) };

it('20: a run is not gone on with when its line came to a good end since', async () => {
  await failed('T');
  await run('T', '--checkpoint');
  expect(await run('T', '--resume')).toMatchObject(nothing);
  expect((await run('T', '--checkpoint', '--resume'))['tasks']).toMatchObject([{ task: 'A', reason: null }, {}]);
});

it('a run tidies what one left that was killed before its checkpoint began', async () => {
  await failed('T');
  const [open = ''] = readdirSync(`${sandbox.state}/checkpoints`);
  sandbox.write('.local/state/clistack/locks/checkpoint-killed.lock', '{"pid":999999999,"purpose":"clistack T"}\n');
  sandbox.write('.local/state/clistack/checkpoints/killed.jsonl', '{"line":"open"');
  expect(await run('T', '--resume')).toMatchObject({ exit_code: 0 });
  const left = ['checkpoints', 'locks'].flatMap((folder) => readdirSync(`${sandbox.state}/${folder}`));
  expect(left.filter((name) => name.includes('killed') || name === open)).toEqual([]);
});

it('20: nor is a later one when an earlier one was gone on with to a good end', async () => {
  await failed('T');
  const [earlier = ''] = readdirSync(`${sandbox.state}/checkpoints`);
  await failed('T');
  expect(await run('T', `--resume=${earlier.slice(0, 8)}`)).toMatchObject({ exit_code: 0 });
  expect(await run('T', '--resume')).toMatchObject(nothing);
});

it.each([
  ['of another line', ['A']],
  ['with other options', ['T', '--to', 'y']],
  ['without what it needs', ['T', '--to', 'x', '--no-deps']],
])('20: a good end %s leaves it open', async (_, line) => {
  await failed('T', '--to', 'x');
  expect(await run(...line, '--checkpoint')).toMatchObject({ exit_code: 0 });
  expect((await run('T', '--to', 'x', '--resume'))['tasks']).toMatchObject([takenOver, {}]);
});

it('20: a good end with other variables leaves it open where a task that is done reads them', async () => {
  const withTarget = async (target: string, ...line: readonly string[]): Promise<ReturnType<typeof documentOf>> =>
    documentOf(await sandbox.run('clistack', [...line, '--json'], { env: { TARGET: target } }));
  sandbox.write('tasks/a.js', "module.exports = { name: 'A', summary: 'x', env: ['TARGET'], run: () => 1 };\n");
  sandbox.write('fail', '');
  expect(await withTarget('one', 'T', '--checkpoint')).toMatchObject({ exit_code: 500 });
  rmSync(sandbox.path('fail'));
  expect(await withTarget('two', 'T', '--checkpoint')).toMatchObject({ exit_code: 0 });
  expect((await withTarget('one', 'T', '--resume'))['tasks']).toMatchObject([takenOver, {}]);
});

it('20: a good end leaves the checkpoint of another run alone that is still at work, and killed later', async () => {
  sandbox.write(
    'tasks/slow.js',
    `module.exports = { name: 'Slow', summary: 'x', deps: ['A'], run: async ({ log, signal }) => {
       if (require('fs').existsSync(${JSON.stringify(sandbox.path('fast'))})) return;
       log.warn('at work');
       await new Promise((ok) => setTimeout(ok, 60_000));
     } };\n`,
  );
  let kill = (): void => undefined;
  let killed: Promise<unknown> | undefined;
  await new Promise<void>((resolve) => {
    killed = sandbox.run('clistack', ['Slow', '--checkpoint'], {
      onStart: (child) => { kill = () => { child.kill('SIGKILL'); }; },
      onStderr: (text) => { if (text.includes('at work')) resolve(); },
    }); // prettier-ignore
  });
  sandbox.write('fast', '');
  expect(await run('Slow', '--checkpoint')).toMatchObject({ exit_code: 0 });
  kill();
  await killed;
  expect((await run('Slow', '--resume'))['tasks']).toMatchObject([takenOver, {}]);
});
