import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { echo, ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, packageRoot, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

it('15: --summary tells how long each task took and waited, and the critical path, longest first', async () => {
  ownTasks(sandbox, {
    'slow.js': "{ name: 'Slow', summary: 's', run: () => new Promise((ok) => setTimeout(ok, 120)) }",
    'fast.js': echo('Fast'),
    'all.js': "{ name: 'All', summary: 's', deps: [['Fast', 'Slow']] }",
  });
  const { stderr } = await sandbox.run('clistack', ['All', '--summary']);
  expect(stderr).toMatch(/\* Slow +\d{3} +0 +\d+ {2}succeeded\n[\s\S]* Fast +\d+ +0 /);
  expect(stderr).toMatch(/ms in all; critical path \(\*\): Slow -> All\n/);
  expect(documentOf(await sandbox.run('clistack', ['All', '--summary', '--json']))).toMatchObject({
    summary: { critical_path: ['Slow', 'All'] },
  });
});

it('9: the data of a task reaches its code, its condition and the hooks around it', async () => {
  ownTasks(sandbox, {
    'hooks.js': 'module.exports = { enterTask: ({ data, log }) => log.info(`hook saw ${data.color}`) };',
    'paint.js':
      "{ name: 'Paint', summary: 's', data: { color: 'red' }, if: ({ data }) => data.color === 'red', run: ({ data }) => data.color }",
  });
  const { stdout, stderr } = await sandbox.run('clistack', ['Paint']);
  expect(stdout).toBe('"red"\n');
  expect(stderr).toContain('hook saw red');
});

it('24: Extends is different, because a task file imports what it extends: it takes a task of another file, changes what it likes, and names it anew', async () => {
  sandbox.write(
    'base/build.js',
    "exports.build = { name: 'Build', summary: 'builds', options: { to: { type: 'string', describe: 'd', default: 'out' } }, run: ({ options }) => 'to ' + options.to };",
  );
  ownTasks(sandbox, {
    'lib/build.js': "const { build } = require('../../base/build'); module.exports = { ...build, name: 'Lib.Build' };",
    'app/build.js':
      "const { build } = require('../../base/build'); module.exports = { ...build, name: 'App.Build', jobs: ['Lib.Build', build.run], run: undefined };",
  });
  const document = documentOf(await sandbox.run('clistack', ['App.Build', '--App.Build.to', 'dist', '--json']));
  expect(document).toMatchObject({ data: 'to dist', tasks: [{ task: 'Lib.Build' }, { task: 'App.Build' }] });
});

it('29: the VS Code generator is different, because every task is one command line and editors read the names from one document: nothing is written into a project', async () => {
  const cwd = sandbox.path('project');
  sandbox.write('project/a.txt', '');
  const { data_file: file } = documentOf(await sandbox.run('clistack', ['??'], { cwd }));
  const { data } = JSON.parse(readFileSync(String(file), 'utf8')) as {
    readonly data: { readonly tasks: readonly { readonly name: string }[] };
  };
  const names = data.tasks.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Rebuild', 'Health.Check', 'Config.Validate']));
  expect((await sandbox.run('clistack', ['Help', names[0] ?? '', '--json'], { cwd })).status).toBe(0);
  expect(existsSync(join(cwd, '.vscode'))).toBe(false);
});

it('31: the dotnet tool is different, because npm installs it: the package brings two programs that run without npx or a config file', () => {
  const { bin } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>;
  };
  expect(Object.keys(bin)).toEqual(['clistack', 'devops-cli']);
  for (const file of Object.values(bin)) {
    const path = join(packageRoot, file);
    expect(readFileSync(path, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(path).isFile()).toBe(true);
  }
});
