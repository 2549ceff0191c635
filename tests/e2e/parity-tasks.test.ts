import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('project', 'tasks'), sandbox.path('team')] });
  sandbox.write('team/readme.txt', '');
  sandbox.write('project/tasks/readme.txt', '');
});
afterEach(() => {
  sandbox.dispose();
});

const run = async (...args: readonly string[]): Promise<ReturnType<typeof documentOf>> =>
  documentOf(await sandbox.run('clistack', [...args, '--json'], { cwd: sandbox.path('project') }));

const bundle = (body: string, outputs = "['out/all.txt']"): string =>
  `const { readFileSync, writeFileSync } = require('fs');
   const { join } = require('path');
   module.exports = { name: 'Own.Bundle', summary: 'x', inputs: [join(__dirname, '../../src/*.txt')], outputs: ${outputs}, ${body} };\n`;

it('5: a task with nothing to do is skipped and says why; a change, another definition and --force let it run', async () => {
  sandbox.write('project/src/a.txt', 'a');
  const body = (sign: string): string =>
    `run: ({ inputs, outputs }) => { writeFileSync(outputs[0], inputs.map((i) => readFileSync(i)).join('${sign}')); }`;
  const out = `[join(__dirname, '../../all.txt')]`;
  sandbox.write('project/tasks/own/bundle.js', bundle(body('+'), out));
  const told = async (...flags: readonly string[]): Promise<unknown> => {
    const [only] = (await run('Own.Bundle', ...flags))['tasks'] as readonly Record<string, unknown>[];
    return [only?.['state'], only?.['why']];
  };
  expect(await told()).toEqual(['succeeded', 'it has no record of an earlier run']);
  expect(await told()).toEqual(['skipped', '1 input and 1 output are as they were']);
  sandbox.write('project/src/b.txt', 'b');
  expect(await told()).toEqual(['succeeded', expect.stringMatching(/src\/b\.txt is new$/)]);
  expect(sandbox.read('project/all.txt')).toBe('a+b');
  sandbox.write('project/tasks/own/bundle.js', bundle(body('-'), out));
  expect(await told()).toEqual(['succeeded', 'its definition, options or variables changed']);
  expect(await told('--force')).toEqual(['succeeded', 'asked for with --force']);
  expect(await told()).toEqual(['skipped', '2 inputs and 1 output are as they were']);
});

it('5: a task runs again when a variable that its env names changed, and not for any other', async () => {
  sandbox.write('project/src/a.txt', 'a');
  sandbox.write('project/tasks/own/bundle.js', bundle("env: ['TARGET'], run: () => process.env.TARGET", '[]'));
  const stateWith = async (env: Readonly<Record<string, string>>): Promise<unknown> => {
    const cwd = sandbox.path('project');
    const { tasks } = documentOf(await sandbox.run('clistack', ['Own.Bundle', '--json'], { cwd, env }));
    return (tasks as readonly Record<string, unknown>[])[0]?.['state'];
  };
  expect(await stateWith({})).toBe('succeeded');
  expect(await stateWith({ OTHER: '1' })).toBe('skipped');
  expect(await stateWith({ TARGET: '' })).toBe('succeeded');
  expect(await stateWith({ TARGET: 'x' })).toBe('succeeded');
  expect(await stateWith({ TARGET: 'x' })).toBe('skipped');
});

it('5: a task runs again when the words for it changed', async () => {
  sandbox.write('project/src/a.txt', 'a');
  const words = `args: { usage: '[to...]', describe: 'd' }, rest: { usage: '[more...]', describe: 'd' },`;
  sandbox.write('project/tasks/own/bundle.js', bundle(`${words} run: ({ args, rest }) => [args, rest]`, '[]'));
  const told = async (...line: readonly string[]): Promise<unknown> =>
    (
      documentOf(await sandbox.run('clistack', line, { cwd: sandbox.path('project') }))['tasks'] as { state: string }[]
    )[0]?.state;
  expect(await told('Own.Bundle', 'staging', '--json')).toBe('succeeded');
  expect(await told('Own.Bundle', 'staging', '--json')).toBe('skipped');
  expect(await told('Own.Bundle', 'production', '--json')).toBe('succeeded');
  expect(await told('Own.Bundle', 'production', '--json', '--', 'x')).toBe('succeeded');
  expect(await told('Own.Bundle', 'production', '--json', '--', 'x')).toBe('skipped');
});

it('5: a dry run judges and keeps nothing', async () => {
  sandbox.write('project/src/a.txt', 'a');
  sandbox.write('project/tasks/own/bundle.js', bundle('run: () => 1', '[]'));
  await run('Own.Bundle', '--dry-run');
  expect((await run('Own.Bundle'))['tasks']).toMatchObject([{ state: 'succeeded' }]);
});

it('6: a partial task gets the stale pairs alone', async () => {
  sandbox.write('project/src/a.txt', 'a');
  sandbox.write('project/src/b.txt', 'b');
  const body = `partial: true, run: ({ inputs, outputs }) => { inputs.forEach((input, i) => writeFileSync(outputs[i], readFileSync(input))); return inputs.map((i) => i.slice(-5)); }`;
  sandbox.write('project/tasks/own/bundle.js', bundle(body, "(_, inputs) => inputs.map((i) => i + '.up')"));
  expect((await run('Own.Bundle'))['data']).toEqual(['a.txt', 'b.txt']);
  sandbox.write('project/src/b.txt', 'B');
  expect((await run('Own.Bundle'))['data']).toEqual(['b.txt']);
  expect((await run('Own.Bundle'))['tasks']).toMatchObject([{ state: 'skipped' }]);
});

it('a partial task that would make one file of two inputs is refused, and nothing of it runs', async () => {
  sandbox.write('project/src/a.txt', 'a');
  sandbox.write('project/src/b.txt', 'b');
  const body = 'partial: true, run: ({ outputs }) => { for (const output of outputs) writeFileSync(output, "x"); }';
  sandbox.write('project/tasks/own/bundle.js', bundle(body, "(_, inputs) => inputs.map(() => 'src/one.txt')"));
  expect(await run('Own.Bundle')).toMatchObject({
    exit_code: 500,
    error: { code: 'RUN061', data: { inputs: ['src/a.txt', 'src/b.txt'], output: 'src/one.txt' } },
  });
  expect(sandbox.tree()).not.toHaveProperty(['project/src/one.txt']);
});

it('9: data of a task is carried by its context', async () => {
  sandbox.write(
    'project/tasks/own/greet.js',
    "module.exports = { name: 'Own.Greet', summary: 'x', data: { word: 'hello' }, run: ({ data }) => data.word };\n",
  );
  expect((await run('Own.Greet'))['data']).toBe('hello');
});

it('10: a later task folder may define a task anew; that is said at the start and in the result', async () => {
  const define = (answer: string): string =>
    `module.exports = { name: 'CI', summary: 'mine', run: () => '${answer}' };\n`;
  sandbox.write('project/tasks/ci.js', define('of the project'));
  sandbox.write('team/ci.js', define('of the team'));
  const document = await run('CI');
  expect(document['data']).toBe('of the team');
  expect(document['redefined']).toMatchObject([
    { task: 'CI', file: sandbox.path('project', 'tasks', 'ci.js'), instead_of: expect.stringMatching(/ci\.js$/) },
    { task: 'CI', file: sandbox.path('team', 'ci.js'), instead_of: sandbox.path('project', 'tasks', 'ci.js') },
  ]);
  const { stderr } = await sandbox.run('clistack', ['CI']);
  expect(stderr).toContain(`CI is defined by ${sandbox.path('team', 'ci.js')} in the place of`);
  expect((await run('Tasks'))['redefined']).toBeUndefined();
});

it('10: a task folder that is listed twice is one, and its last place counts', async () => {
  const define = (name: string, answer: string): string =>
    `module.exports = { name: '${name}', summary: 'mine', run: () => '${answer}' };\n`;
  const [twice, team] = [sandbox.path('twice'), sandbox.path('team')];
  sandbox.write('twice/own/alone.js', define('Own.Alone', 'twice'));
  sandbox.write('twice/own/both.js', define('Own.Both', 'twice'));
  sandbox.write('team/own/both.js', define('Own.Both', 'team'));
  sandbox.config({ taskFolders: [twice, team, `${twice}/`, '~/twice'] });
  const alone = await run('Own.Alone');
  expect([alone['data'], alone['redefined']]).toEqual(['twice', undefined]);
  expect(await run('Own.Both')).toMatchObject({
    data: 'twice',
    redefined: [{ task: 'Own.Both', instead_of: sandbox.path('team', 'own', 'both.js') }],
  });
});
