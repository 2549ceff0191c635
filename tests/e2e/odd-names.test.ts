import { existsSync } from 'node:fs';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';
import { installApi } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
});
afterEach(() => {
  sandbox.dispose();
});

const build = `const { writeFileSync } = require('node:fs');
module.exports = { name: 'Build', summary: 's', partial: true, inputs: ['in/*'],
  outputs: (c, inputs) => inputs.map((input) => 'out/' + require('node:path').basename(input)),
  run: ({ inputs, outputs }) => {
    inputs.forEach((input, index) => writeFileSync(outputs[index], input));
    return inputs.length;
  } };`;
const clean = (...patterns: readonly string[]): string => `const { remove } = require('clistack');
module.exports = { name: 'Clean', summary: 's', mutates: true, changes: 'out/',
  run: (c) => remove(c, ...${JSON.stringify(patterns)}).length };`;

it.each(['Project (copy)', 'x{a,b}', 'back\\slash', '[proj]', 'a*b', 'ü [p] {a,b}'])(
  'a project in a folder called %s is built and cleaned there alone',
  async (folder) => {
    for (const path of [`${folder}/in/a`, `${folder}/in/b`, `${folder}/out/x`, 'p/in/sibling', 'aXb/in/sibling', 'aXb/out/x'])
      sandbox.write(path, 'x');
    sandbox.write(`${folder}/toolstack.config.json`, '{"taskFolders":["./tasks"]}');
    sandbox.write(`${folder}/tasks/build.js`, build);
    sandbox.write(`${folder}/tasks/clean.js`, clean('out/*'));
    const run = async (task: string): Promise<unknown> =>
      documentOf(await sandbox.run('clistack', [task, '--json'], { cwd: sandbox.path(folder) }));
    expect(await run('Build')).toMatchObject({ exit_code: 0, data: 2 });
    expect(await run('Build')).toMatchObject({ tasks: [{ state: 'skipped' }] });
    expect(await run('Clean')).toMatchObject({ exit_code: 0, data: 3 });
    expect(existsSync(sandbox.path('aXb/out/x'))).toBe(true);
  },
); // prettier-ignore

it('remove takes what exists under a written name, and nothing that the name would match as a pattern', async () => {
  for (const name of ['[x]', 'x', '{a,b}', 'a', 'kept']) sandbox.write(`p/out/${name}`, 'x');
  sandbox.write('p/toolstack.config.json', '{"taskFolders":["./tasks"]}');
  sandbox.write('p/tasks/clean.js', clean('out/[x]', 'out/\\{a,b}', 'out/\\[kept]'));
  await sandbox.run('clistack', ['Clean'], { cwd: sandbox.path('p') });
  const left = ['[x]', 'x', '{a,b}', 'a', 'kept'].filter((name) => existsSync(sandbox.path('p/out', name)));
  expect(left).toEqual(['x', 'a', 'kept']);
});

it('a task of any length of name is built, and fresh after that', async () => {
  const [noun, verb] = ['N'.padEnd(200, 'o'), 'V'.padEnd(200, 'e')];
  sandbox.write('p/in', 'x');
  sandbox.write('p/toolstack.config.json', '{"taskFolders":["./tasks"]}');
  sandbox.write(
    `p/tasks/${noun}/${verb}.js`,
    `module.exports = { name: '${noun}.${verb}', summary: 's', inputs: ['in'], outputs: ['out'],
       run: () => { require('node:fs').writeFileSync('out', 'y'); } };`,
  );
  const run = async (): Promise<unknown> =>
    documentOf(await sandbox.run('clistack', [`${noun}.${verb}`, '--json'], { cwd: sandbox.path('p') }));
  expect(await run()).toMatchObject({ exit_code: 0, tasks: [{ state: 'succeeded' }] });
  expect(await run()).toMatchObject({ exit_code: 0, tasks: [{ state: 'skipped' }] });
});
