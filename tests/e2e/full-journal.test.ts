import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ownTasks } from '../support/own-tasks';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => {
  sandbox.dispose();
});

/** A task that writes a file of its name while no file may grow beyond so many bytes: what a full disk is to whoever writes. */
const writer = (name: string, bytes: string): string => `{
  name: '${name}', summary: 'writes', mutates: true, changes: 'a file',
  run: ({ system, paths }) => {
    const { execFileSync } = require('node:child_process');
    const room = (bytes) => execFileSync('prlimit', ['--pid', String(process.pid), '--fsize=' + bytes + ':unlimited']);
    room('${bytes}');
    try { system.files.write(paths.home + '/${name}.txt', 'ours'); } finally { room('unlimited'); }
  },
}`;

it('a journal that had no room for its first line is whole when there is room again', async () => {
  ownTasks(sandbox, { 'before.js': writer('Before', '0'), 'after.js': writer('After', 'unlimited') });
  await sandbox.run('clistack', ['Before?', 'After']);
  expect(existsSync(sandbox.path('Before.txt'))).toBe(false);
  expect(existsSync(sandbox.path('After.txt'))).toBe(true);

  const undo = await sandbox.run('clistack', ['Undo.Run', '--json']);
  expect(documentOf(undo)).toMatchObject({ data: { undone: 1 } });
  expect(existsSync(sandbox.path('After.txt'))).toBe(false);
});

it('what is to be typed where the disk was full can still be typed after the run and the next one', async () => {
  ownTasks(sandbox, { 'before.js': writer('Before', '0'), 'after.js': writer('After', 'unlimited') });
  const { error } = documentOf(await sandbox.run('clistack', ['Before', '--json']));
  expect([error]).toEqual([expect.objectContaining({ code: 'SYS004' })]);
  await sandbox.run('clistack', ['After']);
  const { fix } = error as { readonly fix: string };
  expect(execFileSync('sh', ['-c', fix], { encoding: 'utf8' })).toContain('%');
});
