import { createSandbox, documentOf, doors, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

interface Case {
  readonly title: string;
  /** Task files below the user's own folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly exit: number;
  readonly code: string;
}

/** A task file whose body is given. */
function task(name: string, body: string, more = ''): string {
  return `module.exports = { name: '${name}', summary: 'A case', ${more} run: ${body} };\n`;
}

const one = (title: string, body: string, exit: number, code: string): Case => ({
  title,
  files: { 'own/case.js': task('Own.Case', body) },
  args: ['Own.Case'],
  exit,
  code,
});

const cases: readonly Case[] = [
  one('a promise that never settles', '() => new Promise(() => undefined)', 509, 'RUN009'),
  one('a callback that is never called', '() => new Promise((done) => void [done])', 509, 'RUN009'),
  one('process.exit(0) at once', '() => process.exit(0)', 509, 'RUN010'),
  one('process.exit(0) later', '() => new Promise(() => setTimeout(() => process.exit(0), 20))', 509, 'RUN010'),
  one(
    'process.exit(0) in the handler of a child',
    "() => new Promise(() => require('child_process').spawn('true').on('exit', () => process.exit(0)))",
    509,
    'RUN010',
  ),
  one(
    'an exit code that is set back',
    "() => { process.on('exit', () => { process.exitCode = 0; }); process.exitCode = 0; throw new Error('no'); }",
    500,
    'RUN500',
  ),
  one('throw null', '() => { throw null; }', 500, 'RUN500'),
  one('throw undefined', '() => { throw undefined; }', 500, 'RUN500'),
  one('a rejection with nothing', '() => Promise.reject()', 500, 'RUN500'),
  one(
    'a rejection that nobody handles',
    "() => new Promise(() => { Promise.reject(new Error('lost')); setTimeout(() => undefined, 1000); })",
    500,
    'RUN500',
  ),
  one(
    'an error thrown in a timer',
    "() => new Promise(() => setTimeout(() => { throw new Error('late'); }, 5))",
    500,
    'RUN500',
  ),
  one('a child that is killed', "({ system }) => system.processes.run('sh', ['-c', 'kill -9 $$'])", 506, 'SYS011'),
  one('a child that fails', "({ system }) => system.processes.run('false', [])", 506, 'SYS011'),
  one('a tool that is not there', "({ system }) => system.processes.run('no-such-tool', [])", 503, 'SYS010'),
  {
    title: 'an async body that ignores its callback',
    files: { 'own/case.js': task('Own.Case', "async (done) => { await null; throw new Error('seen'); }") },
    args: ['Own.Case'],
    exit: 500,
    code: 'RUN500',
  },
  {
    title: 'a safe reference first, a hard one later',
    files: {
      'own/bad.js': task('Own.Bad', "() => { throw new Error('no'); }"),
      'own/soft.js': task('Own.Soft', '() => 1', "deps: ['Own.Bad?'],"),
      'own/hard.js': task('Own.Hard', '() => 1', "deps: ['Own.Bad'],"),
    },
    args: ['Own.Soft', 'Own.Hard'],
    exit: 500,
    code: 'RUN500',
  },
  {
    title: 'an unknown flag',
    files: { 'own/case.js': task('Own.Case', '() => 1') },
    args: ['Own.Case', '--colour'],
    exit: 501,
    code: 'RUN003',
  },
  {
    title: 'a missing value',
    files: { 'own/case.js': task('Own.Case', '() => 1') },
    args: ['Own.Case', '--timeout'],
    exit: 501,
    code: 'RUN005',
  },
  { title: 'a typo in the first name', files: {}, args: ['Taks', 'Graph'], exit: 501, code: 'RUN001' },
  { title: 'a typo in a later name', files: {}, args: ['Tasks', 'Grahp'], exit: 501, code: 'RUN001' },
  { title: 'an option of another task', files: {}, args: ['Tasks', '--format', 'json'], exit: 501, code: 'RUN003' },
  {
    title: 'two tasks that need each other',
    files: {
      'own/a.js': task('Own.A', '() => 1', "deps: ['Own.B'],"),
      'own/b.js': task('Own.B', '() => 1', "deps: ['Own.A'],"),
    },
    args: ['Own.A'],
    exit: 501,
    code: 'RUN002',
  },
  {
    title: 'a task that needs itself',
    files: { 'own/case.js': task('Own.Case', '() => 1', "deps: ['Own.Case'],") },
    args: ['Own.Case'],
    exit: 501,
    code: 'RUN002',
  },
  {
    title: 'a dependency that is not there',
    files: { 'own/case.js': task('Own.Case', '() => 1', "deps: ['Own.Gone'],") },
    args: ['Own.Case'],
    exit: 501,
    code: 'RUN001',
  },
  {
    title: 'a task file that throws on load',
    files: { 'own/case.js': "throw new Error('broken');\n" },
    args: ['Tasks'],
    exit: 501,
    code: 'RUN008',
  },
  {
    title: 'a task file that exports nothing',
    files: { 'own/case.js': '\n' },
    args: ['Tasks'],
    exit: 501,
    code: 'RUN008',
  },
  {
    title: 'a name that does not fit its path',
    files: { 'own/case.js': task('Own.Other', '() => 1') },
    args: ['Tasks'],
    exit: 501,
    code: 'RUN008',
  },
  {
    title: 'two files with one name',
    files: { 'own/case.js': task('Own.Case', '() => 1'), 'own/ca-se.js': task('Own.Case', '() => 1') },
    args: ['Tasks'],
    exit: 501,
    code: 'RUN008',
  },
  {
    title: 'a task with an option of the engine',
    files: { 'own/case.js': task('Own.Case', '() => 1', "options: { json: { type: 'boolean', describe: 'x' } },") },
    args: ['Tasks'],
    exit: 501,
    code: 'RUN008',
  },
  {
    title: 'an event loop that is blocked beyond the time limit',
    files: {
      'own/case.js': task(
        'Own.Case',
        '() => { const end = Date.now() + 300; while (Date.now() < end); }',
        'timeout: 50,',
      ),
    },
    args: ['Own.Case'],
    exit: 508,
    code: 'RUN016',
  },
  {
    title: 'a file for events that cannot be written',
    files: {},
    args: ['Tasks', '--json-events', '/proc/nothing'],
    exit: 506,
    code: 'SYS001',
  },
  {
    title: 'a config that is not there',
    files: {},
    args: ['Tasks', '--configFile', '/gone.json'],
    exit: 502,
    code: 'CFG002',
  },
];

it('has at least 30 cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(30);
});

describe.each(doors)('through %s', (door) => {
  it.each(cases)('$title is never green', async ({ files, args, exit, code }) => {
    sandbox.write('tasks/readme.txt', 'a folder of my own');
    for (const [path, text] of Object.entries(files)) sandbox.write(`tasks/${path}`, text);
    const result = await sandbox.run(door, [...args, '--json']);
    expect(result.status).toBe(exit % 256);
    expect(documentOf(result)).toMatchObject({ success: false, exit_code: exit, error: { code } });
  });
});

it('an answer that nobody reads to its end is no success', async () => {
  const closed = await sandbox.run('clistack', ['Tasks'], { wrap: ['bash', '-c', 'exec "$@" >&-', '-'] });
  expect(closed.status).not.toBe(0);
});
