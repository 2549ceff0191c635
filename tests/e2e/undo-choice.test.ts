import { execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readSync, writeSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

/** Which run `Undo.Run` takes, where a run changed nothing, or holds an undo among others. */
let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  for (const name of ['One', 'Two'])
    sandbox.write(
      `tasks/${name.toLowerCase()}.js`,
      `module.exports = { name: '${name}', summary: 'x', mutates: true, changes: 'a file',
         run: ({ system, paths }) => system.files.write(paths.home + '/${name}.txt', '${name}') };\n`,
    );
  sandbox.write(
    'tasks/refused.js',
    `module.exports = { name: 'Refused', summary: 'x', mutates: true, changes: 'nothing, in the end',
       run: ({ system, paths }) => system.files.move(paths.home + '/mine.txt', paths.home + '/other.txt') };\n`,
  );
  for (const name of ['mine', 'other']) sandbox.write(`${name}.txt`, name);
});
afterEach(() => {
  sandbox.dispose();
});

const run = async (...line: readonly string[]): Promise<ReturnType<typeof documentOf>> =>
  documentOf(await sandbox.run('clistack', [...line, '--json']));
const there = (): readonly boolean[] => ['One', 'Two'].map((name) => existsSync(sandbox.path(`${name}.txt`)));

it('lists no run whose every step was refused, and takes the one before back', async () => {
  await run('One');
  expect(await run('Refused')).toMatchObject({ exit_code: 506 });
  expect((await sandbox.run('clistack', ['Undo.List'])).stdout.split('\n')).toEqual([
    expect.stringMatching(/ done +1 step .* One --json$/),
    '',
  ]);
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 0, data: { command: 'One --json', undone: 1 } });
});

it('takes back a run that took another one back and then did something else', async () => {
  await run('One');
  await run('Undo.Run', 'Two');
  expect(there()).toEqual([false, true]);
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 0 });
  expect(there()).toEqual([true, false]);
});

function fill(pipe: number): void {
  const page = Buffer.alloc(4096);
  expect(() => {
    for (;;) writeSync(pipe, page);
  }).toThrow('EAGAIN');
}

it('takes back a run that has ended and whose record is still being written', async () => {
  await run('One');
  const summary = sandbox.path('summary');
  execFileSync('mkfifo', [summary]);
  const pipe = openSync(summary, constants.O_RDWR | constants.O_NONBLOCK);
  fill(pipe);
  // It has no room and nobody reads it yet, so the run waits there, after its journal and before its record.
  const two = sandbox.run('clistack', ['Two'], { env: { GITHUB_STEP_SUMMARY: summary } });
  while (!/ done +1 step .* Two$/m.test((await sandbox.run('clistack', ['Undo.List'])).stdout));
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 0, data: { command: 'Two' } });
  expect(there()).toEqual([true, false]);
  readSync(pipe, Buffer.alloc(65_536));
  expect((await two).status).toBe(0);
  closeSync(pipe);
});

it('never takes back the run that it is in', async () => {
  expect(await run('Two', 'Undo.Run')).toMatchObject({ exit_code: 501, error: { code: 'UND002' } });
  expect(there()).toEqual([false, true]);
  await run('Undo.Run');
  await run('One');
  await run('Two', 'Undo.Run');
  expect(there()).toEqual([false, true]);
});

it('goes one run further back each time, also where a task that changes something follows each undo', async () => {
  sandbox.write(
    'tasks/note.js',
    `module.exports = { name: 'Note', summary: 'x', after: ['Undo.Run'], mutates: true, changes: 'a note',
       run: ({ system, paths }) => system.files.write(paths.home + '/note.txt', String(Math.random())) };\n`,
  );
  await run('One');
  await run('Two');
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 0, data: { command: 'Two --json' } });
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 0, data: { command: 'One --json' } });
  expect(there()).toEqual([false, false]);
  expect(await run('Undo.Run')).toMatchObject({ exit_code: 501, error: { code: 'UND002' } });
});

it('goes one run further back each time, also where a task of another name leads to it', async () => {
  sandbox.write('tasks/back.js', "module.exports = { name: 'Back', summary: 'x', deps: ['Undo.Run'] };\n");
  await run('One');
  await run('Two');
  for (const left of [
    [true, false],
    [false, false],
  ]) {
    await run('Back');
    expect(there()).toEqual(left);
  }
});
