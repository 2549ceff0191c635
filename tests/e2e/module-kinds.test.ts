import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createSandbox, documentOf, doors, packageRoot, type Door, type Sandbox } from '../support/sandbox';
import { installApi } from '../support/own-tasks';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  sandbox.write('p/toolstack.config.json', '{"taskFolders":["./tasks"]}');
  sandbox.write('p/just.config.cts', "import { bind } from 'clistack/just';\nbind();\n");
});
afterEach(() => {
  sandbox.dispose();
});

const run = async (door: Door, ...names: readonly string[]): Promise<Record<string, unknown>> =>
  documentOf(await sandbox.run(door, [...names, '--json'], { cwd: sandbox.path('p') }));
const task = (name: string, answer: string, more = ''): string =>
  `{ name: '${name}', summary: 's', ${more} run: async () => ({ ...{ answer: ${answer} } }?.answer ?? null) }`;
const imported = (name: string, answer: string): string =>
  `import { defineTask } from 'clistack';\nexport default defineTask(${task(name, answer)});\n`;

it.each(doors)('%s loads every kind of task file in a package of modules', async (door) => {
  sandbox.write('p/package.json', '{"type":"module"}');
  sandbox.write('p/beside.ts', 'export const beside: number = 5;\n');
  sandbox.write('p/module.js', 'export default 7;\n');
  const imports = "import { beside } from '../beside';\nimport seven from '../module.js';\n";
  sandbox.write('p/tasks/t.ts', imports + imported('T', '(beside + seven) as number'));
  sandbox.write('p/tasks/c.cts', imported('C', '1 as number'));
  sandbox.write('p/tasks/e.js', imported('E', '2'));
  sandbox.write('p/tasks/m.mjs', imported('M', '3'));
  sandbox.write('p/tasks/j.cjs', `module.exports = ${task('J', '4')};\n`);
  expect(await run(door, 'T', 'C', 'E', 'M', 'J')).toMatchObject({ exit_code: 0, data: { T: 12, C: 1, E: 2, M: 3, J: 4 } });
}); // prettier-ignore

it('5: what one door made is fresh behind the other', async () => {
  sandbox.write('p/in/a', 'a');
  sandbox.write('p/tasks/j.js', `module.exports = ${task('J', '4', "inputs: ['in/*'],")};\n`);
  sandbox.write('p/tasks/t.ts', `export default ${task('T', '4 as number', "inputs: ['in/*'],")};\n`);
  expect(await run('clistack', 'J', 'T')).toMatchObject({ tasks: [{ state: 'succeeded' }, { state: 'succeeded' }] });
  expect(await run('just', 'J', 'T')).toMatchObject({ tasks: [{ state: 'skipped' }, { state: 'skipped' }] });
});

it('a module may import every name of the public API, and no other', () => {
  const code = `import * as all from ${JSON.stringify(join(packageRoot, 'bin', 'index.mjs'))}; console.log(JSON.stringify(Object.keys(all)));`;
  const names: unknown = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }),
  );
  const api = require(join(packageRoot, 'bin', 'index.js')) as object;
  expect(names).toEqual(Object.keys(api).toSorted());
});
