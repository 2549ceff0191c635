import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type RunOptions, type Sandbox } from '../support/sandbox';

const levels = ['Build', 'Task', 'Job'] as const;
const throwing = (hook: string): string =>
  `${hook}: () => { note('${hook}'); throw new Error('of ' + folder + ' ${hook}'); }`;

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  ownTasks(sandbox, {
    'a.js': "{ name: 'A', summary: 's', run: () => 1 }",
    'bad.js':
      "{ name: 'Bad', summary: 's', run: () => { throw Object.assign(new Error('disk full'), { code: 'ENOSPC', syscall: 'write' }); } }",
    'loose.js':
      "{ name: 'Loose', summary: 's', run: async ({ log }) => { await null; void Promise.reject(new Error('nobody caught me')); await new Promise(() => setInterval(() => 0, 1000)); } }",
    'deaf.js': `{ name: 'Deaf', summary: 's', done: (_, end) => require('fs').appendFileSync(__dirname + '/../notes', 'done ' + end.state + ' ' + end.error.code + '\\n'),
      run: ({ log }) => { log.info('ready'); return new Promise(() => setInterval(() => 0, 1000)); } }`,
    'outer.js': "{ name: 'Outer', summary: 's', jobs: [() => 1, 'Deaf'] }",
  });
  sandbox.config({ taskFolders: ['~/mine', '~/more'] });
  hooks('mine', '1');
  hooks('more', '2');
});
afterEach(() => {
  sandbox.dispose();
});

/** Hooks of a folder that note when they are called; `over` replaces some. */
function hooks(at: string, folder: string, over = ''): void {
  const all = levels.flatMap((level) => [`enter${level}`, `exit${level}`]);
  sandbox.write(
    `${at}/hooks.js`,
    `const folder = '${folder}'; const note = (hook) => require('fs').appendFileSync(__dirname + '/../notes', folder + ' ' + hook + '\\n');
module.exports = { ${all.map((hook) => `${hook}: async () => { note('${hook}'); await null; }`).join(', ')}, ${over} };\n`,
  );
}

const notes = (): readonly string[] => sandbox.read('notes').trim().split('\n');
const build = (inside: readonly string[]): readonly string[] => [
  '1 enterBuild',
  '2 enterBuild',
  ...inside,
  '2 exitBuild',
  '1 exitBuild',
];
const task = (inside: readonly string[]): readonly string[] =>
  build(['1 enterTask', '2 enterTask', ...inside, '2 exitTask', '1 exitTask']);
const job = ['1 enterJob', '2 enterJob', '2 exitJob', '1 exitJob'];

it.each([
  ['2', 'enterJob', task(job)],
  ['1', 'enterJob', task(['1 enterJob', '1 exitJob'])],
  ['2', 'exitJob', task(job)],
  ['2', 'exitTask', task(job)],
  ['2', 'enterTask', build(['1 enterTask', '2 enterTask', '2 exitTask', '1 exitTask'])],
  ['1', 'enterTask', build(['1 enterTask', '1 exitTask'])],
  ['1', 'enterBuild', ['1 enterBuild', '1 exitBuild']],
  ['2', 'exitBuild', task(job)],
] as const)(
  '18: where folder %s throws in %s, exit is called in every folder that was entered, and in no other',
  async (folder, hook, expected) => {
    hooks(folder === '1' ? 'mine' : 'more', folder, throwing(hook));
    const result = await sandbox.run('clistack', ['A', '--json']);
    expect(notes()).toEqual(expected);
    expect(documentOf(result)).toMatchObject({
      exit_code: 500,
      error: { message: expect.stringContaining(`of ${folder} ${hook}`) as unknown },
    });
  },
);

it.each(['exitJob', 'exitTask', 'exitBuild', 'footer'])(
  '%s that throws does not hide what the task failed of',
  async (hook) => {
    hooks('mine', '1', hook === 'footer' ? "footer: (result) => 'took ' + result.data.seconds" : throwing(hook));
    const { stderr, ...result } = await sandbox.run('clistack', ['Bad', '--json']);
    expect(documentOf({ ...result, stderr })).toMatchObject({
      exit_code: 506,
      error: { message: expect.stringContaining('no space') as unknown },
    });
    // Nor is it lost itself.
    expect(stderr).toContain(hook === 'footer' ? 'footer: Cannot read' : `of 1 ${hook}`);
  },
);

it.each([
  ['header', 'a promise', "async () => 'x'", 500],
  ['footer', 'a generator', 'function* () {}', 509],
])('%s that answers with %s fails the run', async (hook, _, code, exit) => {
  hooks('mine', '1', `${hook}: ${code}`);
  expect(documentOf(await sandbox.run('clistack', ['A', '--json']))).toMatchObject({ exit_code: exit });
});

it.each(['header', 'footer'])(
  '%s that answers with a promise is told as such, also where that one is rejected',
  async (hook) => {
    hooks('mine', '1', `${hook}: async () => { throw new Error('late'); }`);
    const { stderr, ...result } = await sandbox.run('clistack', ['A', '--json']);
    expect(documentOf({ ...result, stderr })).toMatchObject({
      exit_code: 500,
      error: { message: `${hook}: it answers a promise, and not a text` },
      tasks: [{ task: 'A', status: 0 }],
    });
    expect(stderr).not.toContain('late');
  },
);

it('header that throws comes before the failures it brings about', async () => {
  hooks('mine', '1', "header: (task) => 'doing ' + task.name.first");
  const document = documentOf(await sandbox.run('clistack', ['A', 'Bad', '--json']));
  expect(document).toMatchObject({
    exit_code: 500,
    error: { message: expect.stringContaining('header: Cannot read') as unknown },
  });
});

it('18: every exit is called when an error that nobody caught cuts the run off', async () => {
  const result = await sandbox.run('clistack', ['Loose', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 500, error: { message: 'Loose: nobody caught me' } });
  expect(notes()).toEqual(task(job));
});

it('an exit that leaves the process while the run is cut off does not take the answer with it', async () => {
  hooks('more', '2', 'exitTask: () => process.exit(0), exitBuild: () => process.exit(0)');
  const result = await sandbox.run('clistack', ['Loose', '--json']);
  expect(documentOf(result)).toMatchObject({ exit_code: 500, error: { message: 'Loose: nobody caught me' } });
  expect(notes().slice(-2)).toEqual(['1 exitTask', '1 exitBuild']);
});

it('18: every exit, and done, is called when a signal cuts a task off that does not listen', async () => {
  let sent = false;
  const onStderr: RunOptions['onStderr'] = (text, child) => {
    if (sent || !text.includes('ready')) return;
    sent = true;
    child.kill('SIGINT');
  };
  const result = await sandbox.run('clistack', ['Outer', '--json'], { onStderr });
  expect(documentOf(result)).toMatchObject({ exit_code: 130 });
  expect(notes()).toEqual(
    task([
      ...job,
      '1 enterTask',
      '2 enterTask',
      '1 enterJob',
      '2 enterJob',
      '2 exitJob',
      '1 exitJob',
      'done failed RUN011',
      '2 exitTask',
      '1 exitTask',
    ]),
  );
});
