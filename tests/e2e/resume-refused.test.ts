import { rmSync } from 'node:fs';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
const names = [1, 2, 3, 4, 5, 6, 7];
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
  for (const n of names) task(`N${n}`, "options: { color: { type: 'string', describe: 'x' } }, run: () => undefined");
  task('Bad', "run: () => { throw new Error('broken'); }");
  all(names);
});
afterEach(() => {
  sandbox.dispose();
});

function task(name: string, more: string): void {
  sandbox.write(`tasks/s/${name.toLowerCase()}.js`, `module.exports = { name: 'S.${name}', summary: 'x', ${more} };\n`);
}
const all = (of: readonly number[]): void => {
  task('All', `deps: ${JSON.stringify([...of.map((n) => `S.N${n}`), 'S.Bad'])}`);
};
const run = (...args: readonly string[]): Promise<RunResult> => sandbox.run('clistack', ['S.All', ...args, '--json']);
const refusal = async (...args: readonly string[]): Promise<{ message: string; fix: string }> =>
  documentOf(await run(...args))['error'] as { message: string; fix: string };

it('says how many differences there are, and the line with its options to begin anew', async () => {
  await run('--checkpoint', '--color', 'red');
  const { message, fix } = await refusal('--resume', '--color', 'dark blue');
  expect(message).toMatch(/options of S\.N1 changed, .*, and 2 more$/);
  expect(fix).toBe("clistack S.All --color 'dark blue' --checkpoint");
});

it('names --force as what it is, with what it was', async () => {
  await run('--checkpoint');
  const { message } = await refusal('--resume', '--force');
  expect(message).toContain(': --force was false, is true');
  expect(message).not.toContain('words of the line');
});

it('a task that is gone is gone once', async () => {
  await run('--checkpoint');
  rmSync(sandbox.path('tasks/s/n7.js'));
  all(names.slice(0, 6));
  expect((await refusal('--resume')).message).toMatch(/: task S\.All changed, task S\.N7 is gone$|: task S\.N7 is gone, task S\.All changed$/); // prettier-ignore
});

it('variables that a finished task says it reads must be as they were, and those of the others may be put right', async () => {
  task('N1', "env: ['TARGET'], run: () => undefined");
  task('Bad', "env: ['TOKEN'], run: () => { if (!process.env.TOKEN) throw new Error('no token'); }");
  const type = (flag: string, env: Readonly<Record<string, string>>): Promise<RunResult> =>
    sandbox.run('clistack', ['S.All', flag, '--json'], { env });
  await type('--checkpoint', { TARGET: 'one' });
  const other = documentOf(await type('--resume', { TARGET: 'two', TOKEN: 'x' }));
  expect(other).toMatchObject({ exit_code: 501, error: { code: 'RUN045' } });
  expect((other['error'] as { message: string }).message).toMatch(/cannot be resumed: variables of S\.N1 changed$/);
  expect(documentOf(await type('--resume', { TARGET: 'one', TOKEN: 'x' }))).toMatchObject({ exit_code: 0 });
});

it('names a hooks file that is not as it was', async () => {
  sandbox.write('tasks/hooks.js', 'module.exports = { enterTask: () => undefined };\n');
  await run('--checkpoint');
  sandbox.write('tasks/hooks.js', 'module.exports = { enterTask: () => null };\n');
  expect((await refusal('--resume')).message).toMatch(/cannot be resumed: hooks .*hooks\.js changed$/);
});

it('does not look at a module that a task file loads, as its page says', async () => {
  task('Bad', `run: () => { if (require('${sandbox.path('shared.js')}') === 'old') throw new Error('broken'); }`);
  sandbox.write('shared.js', "module.exports = 'old';\n");
  expect(documentOf(await run('--checkpoint'))).toMatchObject({ exit_code: 500 });
  sandbox.write('shared.js', "module.exports = 'new';\n");
  expect(documentOf(await run('--resume'))).toMatchObject({ exit_code: 0 });
  expect((await sandbox.run('clistack', ['Explain', 'RUN045'])).stdout).toContain(
    'Modules that a task file loads are not looked at',
  );
});
