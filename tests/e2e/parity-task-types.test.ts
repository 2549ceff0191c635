import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installApi } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'task-types.md'), 'utf8');
let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  installApi(sandbox);
  for (const [, path = '', text = ''] of page.matchAll(/```js\n\/\/ (\S+)\n([\s\S]*?)```/g)) sandbox.write(path, text);
  sandbox.config({ taskFolders: ['~/tasks'] });
});
afterEach(() => {
  sandbox.dispose();
});

async function run(...args: readonly string[]): Promise<unknown> {
  return documentOf(await sandbox.run('clistack', [...args, '--json']));
}

it('23: task types of your own are functions: retry', async () => {
  expect(await run('Fetch')).toMatchObject({
    data: 'fetched',
    warnings: [{ message: expect.stringContaining('the line was busy') as unknown }],
  });
});

it('23: task types of your own are functions: repeat, not more often than', async () => {
  expect(await run('CleanUp')).toMatchObject({ data: 'cleaned' });
  expect(await run('CleanUp')).toMatchObject({ tasks: [{ state: 'skipped' }] });
  const report = '.local/state/clistack/reports/repeat-CleanUp.json';
  sandbox.write(report, JSON.stringify({ last: Date.now() - 25 * 3_600_000 }));
  expect(await run('CleanUp')).toMatchObject({ data: 'cleaned' });
});

it('23: task types of your own are functions: check-list, steps that are done once', async () => {
  expect(await run('MoveHouse')).toMatchObject({ exit_code: 500, error: { message: 'the key is not here yet' } });
  sandbox.write('key', '');
  const { stdout, stderr } = await sandbox.run('clistack', ['MoveHouse']);
  expect(stderr).not.toContain('packing');
  expect(JSON.parse(stdout)).toEqual({ ticked: ['pack the boxes', 'get the key', 'carry the boxes'] });
});

it('23: task types of your own are functions: confirm and ask', async () => {
  expect(await run('Wipe')).toMatchObject({ exit_code: 501, error: { code: 'RUN014' } });
  expect(await run('Wipe', '--yes')).toMatchObject({ data: 'wiped' });
  expect(await run('Tidy')).toMatchObject({ exit_code: 0, tasks: [{ state: 'skipped' }] });
  expect(await run('Tidy', '--yes')).toMatchObject({ data: 'tidied' });
});

it('23: task types of your own are functions: file, made from others when they changed', async () => {
  sandbox.write('parts/1.txt', 'one ');
  sandbox.write('parts/2.txt', 'two');
  expect(await run('Bundle')).toMatchObject({ data: { parts: 2 } });
  expect(sandbox.read('out.txt')).toBe('one two');
  expect(await run('Bundle')).toMatchObject({ tasks: [{ state: 'skipped' }] });
  sandbox.write('parts/2.txt', 'three');
  expect(await run('Bundle')).toMatchObject({ data: { parts: 2 } });
  expect(sandbox.read('out.txt')).toBe('one three');
});

it('23: task types of your own are functions: test, every case and the names of those that failed', async () => {
  expect(await run('CheckSums')).toMatchObject({
    exit_code: 500,
    error: { code: 'RUN052', message: 'failed: in binary' },
  });
});
