import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';
import { echo, ownTasks } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', args);

it.each([
  ['an unknown flag', ['My.Own', '--bogus'], 'RUN003', 'My.Own'],
  ['a flag that only another task has', ['My.Own', '--age', '5'], 'RUN003', 'My.Own'],
  ['such a flag without its value', ['My.Own', '--age'], 'RUN003', 'My.Own'],
  ['one addressed to the other task', ['My.Own', '--Other.age'], 'RUN003', 'My.Own'],
  ['a bundle of short flags', ['My.Own', '-xyz'], 'RUN003', 'My.Own'],
  ['a value that does not fit', ['My.Own', 'Other', '--age', 'old'], 'RUN004', 'Other'],
  ['a value of the engine', ['My.Own', '--jobs', 'many'], 'RUN004', 'My.Own'],
  ['a missing value', ['My.Own', 'Other', '--age'], 'RUN005', 'Other'],
  ['words that nobody takes', ['My.Own', 'Other', '--', 'a'], 'RUN007', 'Other'],
  ['no task at all', ['--bogus'], 'RUN003', 'Tasks'],
])('%s leads to the help of a task', async (_name, line, code, task) => {
  ownTasks(sandbox, {
    'my/own.js': echo('My.Own'),
    'other.js': echo('Other', "options: { age: { type: 'integer', describe: 'in days' } }"),
  });
  const { stderr } = await run(...line);
  expect(stderr).toMatch(new RegExp(`^error ${code}: .*\\n {2}next: clistack Help ${task}\\n$`));
  const help = await run('Help', task);
  expect(help.status).toBe(0);
  expect(help.stdout).toContain(
    '\n  --jobs <n>           how many tasks may work side by side, from 1 to 1024 (default 8)\n',
  );
});

it('only flags that the line takes are said to be meant, those of what its tasks need among them', async () => {
  ownTasks(sandbox, {
    'my/own.js': echo('My.Own', "deps: ['My.Need']"),
    'my/need.js': echo('My.Need', "options: { depth: { type: 'integer', describe: 'd' } }"),
    'my/other.js': echo('My.Other', "options: { depot: { type: 'string', describe: 'd' } }"),
  });
  const told = async (...line: readonly string[]): Promise<string | undefined> =>
    (await run(...line)).stderr.split('\n')[0];
  expect(await told('My.Own', '--dept')).toBe("error RUN003: unknown flag '--dept', did you mean --depth?");
  expect(await told('My.Own', '--no-deps', '--dept')).toBe("error RUN003: unknown flag '--dept'");
  expect(await told('My.Own', '--list')).toBe("error RUN003: unknown flag '--list'");
  expect(await told('--prts')).toBe("error RUN003: unknown flag '--prts', did you mean --parts?");
  expect(await told('My.Own', '--depth')).toBe('error RUN005: --depth needs a value: a whole number');
  expect(await told('My.Oen', '--depot')).toBe("error RUN001: unknown task 'My.Oen', did you mean My.Own?");
});

it.each([
  [
    'typed.mts',
    "export default { name: 'Typed', summary: 's', run: (): number => 1 };",
    /: a \.mts file cannot be loaded: call it \/.*\/mine\/typed\.ts, where import and export work as well$/,
  ],
  [
    'slow.mjs',
    "await 1; export default { name: 'Slow', summary: 's', run: () => 1 };",
    /: a task file, and what it imports, may not use await at its top level: use it inside the functions of the task$/,
  ],
  [
    'site/[site].js',
    "[{ name: 'Site.A', summary: 's', run: () => 1 }]",
    /: exports no family: it needs a default export made by defineFamily, with its list of tasks$/,
  ],
  ['site/eu.js', "{ name: 'Site.Eu', run: () => 1 }", /: Site\.Eu has no summary$/],
  [
    'site/eu.js',
    "{ name: 'Site.Eu', summary: 's', run: 5 }",
    /: Site\.Eu has something else than a function as 'run'$/,
  ],
  [
    'site/eu.js',
    echo('Site.Eu', "options: { 'a b': { type: 'string', describe: 'd' } }"),
    /: Site\.Eu declares --a b, which cannot be typed: an option is called by letters, digits, - and _$/,
  ],
  [
    'site/eu.js',
    echo('Site.Eu', "options: { aB: { type: 'string', describe: 'd' }, ab: { type: 'string', describe: 'd' } }"),
    /: Site\.Eu declares --aB and --ab, which are one on the line$/,
  ],
  [
    'site/drift-fail.js',
    "{ name: 'Site.Drift', summary: 's', run: () => 1 }",
    /: the name Site\.Drift does not fit the path: it would be Site\.DriftFail$/,
  ],
  [
    'site/eu.js',
    "{ name: 'Eu', summary: 's', run: () => 1 }",
    /: the name Eu does not fit the path: it would be Site\.Eu$/,
  ],
  [
    'site/[site].js',
    "{ family: [{ name: 'A', summary: 's', run: () => 1 }] }",
    /: the name A does not fit the path: the names in it begin with Site\.$/,
  ],
  [
    '[site].js',
    "{ family: [{ name: 'A', summary: 's', run: () => 1 }] }",
    /: a \[family\] file lies in a folder, whose name is the first part of the names in it$/,
  ],
  [
    'my task.js',
    "{ name: 'MyTask', summary: 's', run: () => 1 }",
    /: no name does, for it has more in it than letters, digits and hyphens$/,
  ],
])('the task file %s with %s is refused with what to do', async (file, text, problem) => {
  ownTasks(sandbox, { [file]: text.startsWith('[') ? `module.exports = ${text};` : text });
  const { status, stderr } = await run('Enforce.Once', '--dry-run');
  expect(status).toBe(245);
  expect(stderr.split('\n')[0]).toMatch(problem);
});

it('a .ts file has import and export', async () => {
  ownTasks(sandbox, {
    'typed.ts':
      "import { sep } from 'node:path';\nexport default { name: 'Typed', summary: 's', run: (): string => sep };",
  });
  expect((await run('Typed')).stdout).toBe('"/"\n');
});

it('a task of the line that was not begun because another failed is told of, once', async () => {
  ownTasks(sandbox, {
    'fail.js': "{ name: 'Fail', summary: 's', run: () => { throw new Error('no'); } }",
    'ok.js': echo('Ok'),
    'late.js': echo('Late'),
  });
  const { stderr, status } = await run('Fail', 'Ok', 'Late', 'Ok');
  expect(status).toBe(244);
  const told = stderr.split('\n').filter((line) => line.startsWith('cancelled'));
  expect(told).toEqual(['Ok', 'Late'].map((name) => `cancelled ${name}: the run was stopped before its turn`));
});

it('with --json what a task prints with console goes to stderr, and stdout is one document', async () => {
  ownTasks(sandbox, {
    'loud.js': `console.log('while loading');
module.exports = { name: 'Loud', summary: 's', run: () => {
  console.log('%s words', 2); console.info('info'); console.debug('debug'); console.dir({ a: 1 }); console.dirxml({ b: 2 }); console.table([[1]]);
  return 1;
} };`,
  });
  const json = await run('Loud', '--json');
  expect(documentOf(json)).toMatchObject({ success: true, data: 1 });
  expect(json.stderr).toMatch(/^while loading\n2 words\ninfo\ndebug\n\{ a: 1 \}\n\{ b: 2 \}\n.*\n/);
  const plain = await run('Loud');
  expect(plain.stdout).toMatch(/^while loading\n2 words\ninfo\ndebug\n\{ a: 1 \}\n\{ b: 2 \}\n[^]*\n1\n$/);
});

it('what a task says may be no text', async () => {
  ownTasks(sandbox, {
    'say.js':
      "{ name: 'Say', summary: 's', run: ({ log, answer }) => { log.info(undefined); log.warn(Object.create(null)); log.info(5); answer(undefined); answer(7); } }",
  });
  const { stdout, stderr, status } = await run('Say');
  expect([status, stdout]).toEqual([0, 'undefined7']);
  expect(stderr).toMatch(/^ {2}undefined\n {2}warn: something that is no text\n {2}5\n/);
});

it('a circle is opened in one of the files that make it, whoever meets it', async () => {
  ownTasks(sandbox, { 'a.js': echo('A', "deps: ['B']"), 'b.js': echo('B', "deps: ['A']") });
  const [a, b] = [sandbox.path('mine', 'a.js'), sandbox.path('mine', 'b.js')];
  for (const line of [['A'], ['Graph'], ['Graph', 'A'], ['Explain', 'A'], ['Tasks', '--parts']]) {
    const { status, stderr } = await run(...line);
    expect(status).toBe(245);
    expect(stderr).toContain(`  next: take one of these references out, in ${a} or ${b}\n`);
  }
});
