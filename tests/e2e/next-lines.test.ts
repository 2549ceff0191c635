import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.config({ taskFolders: [sandbox.path('tasks')] });
});
afterEach(() => {
  sandbox.dispose();
});

const own = (fields: string): void => {
  sandbox.write('tasks/t.js', `module.exports = { name: 'T', summary: 'the one', ${fields} };\n`);
};
const fixOf = async (...line: readonly string[]): Promise<unknown> => {
  const { error } = documentOf(await sandbox.run('clistack', [...line, '--json']));
  return (error as { readonly fix: string }).fix;
};

it('what to type where nothing can be gone on with has the words and options of the line', async () => {
  own("args: { usage: '[w...]', describe: 'd' }, options: { on: { type: 'boolean', describe: 'd' } }, run: () => 1");
  expect(await fixOf('T', 'my word', '--on=false', '--resume')).toBe("clistack T 'my word' --on=false --checkpoint");
});

it('a missing value is to be given as an option only where there is such an option', async () => {
  const api = JSON.stringify(`${process.cwd()}/bin/index.js`);
  own(`options: { level: { type: 'string', describe: 'd' } }, run: (c) => require(${api}).property(c, c.data), data: 'level'`);
  expect(await fixOf('T')).toBe('give --level, or set the variable level');
  own(`run: (c) => require(${api}).property(c, c.data), data: 'LEVEL'`);
  expect(await fixOf('T')).toBe('set the variable LEVEL');
}); // prettier-ignore

it('help of a task that may fail is help of the task', async () => {
  own('run: () => 1');
  const { status, stdout } = await sandbox.run('clistack', ['T?', '--help']);
  expect([status, stdout.includes('the one')]).toEqual([0, true]);
});
