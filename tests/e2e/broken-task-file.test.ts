import { rmSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks'), sandbox.path('more')] });
  sandbox.write('more/keep.txt', '');
  sandbox.write('tasks/own/good.js', "module.exports = { name: 'Own.Good', summary: 'x', run: () => 1 };");
  sandbox.write('tasks/own/all.js', "module.exports = { name: 'Own.All', summary: 'x', deps: ['Tasks'] };");
});
afterEach(() => {
  sandbox.dispose();
});

const broken = (name: string, text: string) => (): string => {
  sandbox.write(name, text);
  return sandbox.path(name);
};
const guest = (name: string, host: string): string =>
  `module.exports = { name: '${name}', summary: 'x', before: ['${host}'], run: () => 1 };`;
/** What cannot be used; answers the place that is to be put right. */
const wrongs: readonly [string, () => string, fix?: string][] = [
  ['a file that throws', broken('tasks/own/bad.js', "throw new Error('broken');")],
  ['a file that exports nothing', broken('tasks/own/bad.js', '\n')],
  ['a file that is no JavaScript', broken('tasks/own/bad.js', 'module.exports = {')],
  ['a file whose task waits for a callback', broken('tasks/own/bad.js', "module.exports = { name: 'Own.Bad', summary: 'x', run: (c, done) => 1 };")],
  ['two files of one name', () => { broken('tasks/own/go-od.js', "module.exports = { name: 'Own.Good', summary: 'x', run: () => 1 };")(); return sandbox.path('tasks/own/good.js'); }],
  ['an option that a task of ours has as a text', broken('tasks/undo/all.js', "module.exports = { name: 'Undo.All', summary: 'x', options: { run: { type: 'boolean', describe: 'x' } }, run: () => 1 };")],
  ['a file that throws, and a good one that puts itself before its task', () => { sandbox.write('tasks/own/guest.js', guest('Own.Guest', 'Own.Bad')); return broken('tasks/own/bad.js', "throw new Error('broken');")(); }],
  ['hooks that are none', broken('tasks/hooks.js', 'module.exports = { enterBiuld: () => 1 };')],
  ['a folder that is gone', () => { rmSync(sandbox.path('more'), { recursive: true }); return sandbox.path('more'); }, 'correct taskFolders in the config'],
]; // prettier-ignore

const looking = [
  'Tasks', 'Tasks --parts', 'Help Tasks', 'Explain RUN008', 'Explain CI', 'Graph', 'Undo.List', 'Runs.List', 'Logs.Show', 'Config.Validate',
  'Config.Show', 'Quarantine.List', 'Undo.List Runs.List', '--help', 'CI --what-if', '?',
]; // prettier-ignore

describe.each(wrongs)('with %s', (_, spoil, fix) => {
  it('what only looks goes on with the rest, and says what is left out', async () => {
    const place = spoil();
    const tasks = await sandbox.run('clistack', ['Tasks', '--json']);
    expect(documentOf(tasks)).toMatchObject({
      exit_code: 0,
      warnings: expect.arrayContaining([{ task: 'TaskFiles', message: expect.stringMatching(`^${place}: .*, so it is left out, .*: ${fix ?? `edit ${place}`}$`) as unknown }]) as unknown,
    }); // prettier-ignore
    expect((await sandbox.run('clistack', ['Tasks'])).stdout).toContain('Own.Good');
  });

  it.each(['Own.Good', 'Own.All', 'Pin.Sync', 'CI', '*'])('%s is refused, and nothing is run', async (line) => {
    const place = spoil();
    const document = documentOf(await sandbox.run('clistack', [line, '--json']));
    expect(document).toMatchObject({
      exit_code: 501,
      error: { code: 'RUN008', fix: fix ?? `edit ${place}` },
      tasks: [],
    });
  });
});

it.each(looking)('%s works beside a broken file', async (line) => {
  sandbox.write('tasks/own/bad.js', '\n');
  const { status, stderr } = await sandbox.run('clistack', line.split(' '));
  expect([status, stderr]).toEqual([0, expect.stringContaining('own/bad.js: exports no task')]);
});

it('the other door knows the same rule', async () => {
  sandbox.write('tasks/own/bad.js', '\n');
  expect(documentOf(await sandbox.run('just', ['Undo.List', '--json']))).toMatchObject({ exit_code: 0 });
  expect(documentOf(await sandbox.run('just', ['Own.Good', '--json']))).toMatchObject({ error: { code: 'RUN008' } });
});

it.each([[], ['.'], ['Tasks', '.']])(
  'a line that may stand for a default task is refused: %s',
  async (...line: readonly string[]) => {
    sandbox.write('tasks/default.js', '\n');
    const document = documentOf(await sandbox.run('clistack', [...line, '--json']));
    expect(document).toMatchObject({ exit_code: 501, error: { code: 'RUN008' } });
  },
);

it('Health.Check works beside a broken file', async () => {
  sandbox.write('tasks/own/bad.js', '\n');
  const result = await sandbox.run('clistack', ['Health.Check', '--json']);
  expect([0, 202]).toContain(result.status);
});

it('a run is taken back beside a broken file', async () => {
  sandbox.write(
    'tasks/own/note.js',
    `module.exports = { name: 'Own.Note', summary: 'x', mutates: true, changes: 'a note',
      run: ({ system }) => { system.files.write(${JSON.stringify(sandbox.path('note.txt'))}, 'kept'); } };`,
  );
  expect((await sandbox.run('clistack', ['Own.Note'])).status).toBe(0);
  sandbox.write('tasks/own/bad.js', "throw new Error('broken');");
  expect((await sandbox.run('clistack', ['Undo.Run'])).status).toBe(0);
  expect(() => sandbox.read('note.txt')).toThrow('ENOENT');
});

it.each(['Own.Bad', 'Help Own.Bad', 'Explain Own.Bad', 'Tasks Own.Bad', 'Tasks --own-flag', 'Graph --of Own.Needs', 'Tasks --parts'])(
  '%s, which may be in a broken file, is answered with that file',
  async (line) => {
    sandbox.write('tasks/own/needs.js', "module.exports = { name: 'Own.Needs', summary: 'x', deps: ['Own.Bad'] };");
    sandbox.write('tasks/own/bad.js', '\n');
    const document = documentOf(await sandbox.run('clistack', [...line.split(' '), '--json']));
    expect(document).toMatchObject({ exit_code: 501, error: { code: 'RUN008' } });
  },
); // prettier-ignore

it('several broken files are all named, each once, and other folders are used', async () => {
  for (const name of ['a', 'b', 'c']) sandbox.write(`tasks/own/${name}.js`, `throw new Error('${name}');`);
  sandbox.write('more/other.js', "module.exports = { name: 'Other', summary: 'x', run: () => 1 };");
  const result = await sandbox.run('clistack', ['Tasks', '--json']);
  const { warnings } = documentOf(result) as { readonly warnings?: readonly { readonly message: string }[] };
  expect((warnings ?? []).map(({ message }) => /own\/(\w)\.js: throws/.exec(message)?.[1])).toEqual(['a', 'b', 'c']);
  expect((await sandbox.run('clistack', ['Tasks'])).stdout).toContain('Other');
});

it('a task that puts itself before or after one that is left out is left out with it, and so is its own guest', async () => {
  sandbox.write('tasks/own/bad.js', '\n');
  sandbox.write('tasks/own/guest.js', guest('Own.Guest', 'own.bad?'));
  sandbox.write('tasks/own/a.js', guest('Own.A', 'Own.Guest').replace('before', 'after'));
  sandbox.write('tasks/own/fit.js', guest('Own.Fit', 'Own.Good'));
  const { stdout, status } = await sandbox.run('clistack', ['Tasks']);
  expect([status, stdout.match(/Own\.\w+/g)]).toEqual([0, ['Own.All', 'Own.Fit', 'Own.Good']]);
  expect(documentOf(await sandbox.run('clistack', ['Tasks', '--json']))['warnings']).toMatchObject([
    { message: expect.stringContaining('own/bad.js: exports no task') as unknown },
    { message: expect.stringContaining('own/guest.js: Own.Guest puts itself before own.bad, which is not found') as unknown },
    { message: expect.stringContaining('own/a.js: Own.A puts itself after Own.Guest, which is not found') as unknown },
  ]);
  expect((await sandbox.run('clistack', ['Undo.List', 'Runs.List'])).status).toBe(0);
}); // prettier-ignore

it('a broken file beside a config that is wrong hides neither, nor the tasks beside it', async () => {
  sandbox.config({ taskFolders: [sandbox.path('tasks')], nope: 1 });
  sandbox.write('tasks/own/bad.js', '\n');
  const { stdout, stderr, status } = await sandbox.run('clistack', ['Tasks']);
  expect([status, stdout.includes('Own.Good')]).toEqual([0, true]);
  expect(stderr).toMatch(/bad\.js: exports no task[\s\S]*the config is invalid/);
  expect(documentOf(await sandbox.run('clistack', ['Own.Good', '--json']))).toMatchObject({
    error: { code: 'CFG001' },
  });
});

it('the words that a shell completes stay those of all tasks', async () => {
  expect((await sandbox.run('clistack', ['Completion.Install'])).status).toBe(0);
  sandbox.write('tasks/own/good.js', '\n');
  await sandbox.run('clistack', ['Tasks']);
  expect(sandbox.read('.local/state/clistack/completion/words.tsv')).toContain('Own.Good');
}); // prettier-ignore
