import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolderElsewhere, otherVolume } from '../support/other-volume';
import { createSandbox, documentOf, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
let workspace: string;
beforeEach(() => {
  sandbox = createSandbox();
  workspace = makeFolderElsewhere('clistack-work-');
});
afterEach(() => {
  sandbox.dispose();
  rmSync(workspace, { recursive: true, force: true });
});

it('has a second volume to test with', () => {
  // Without one the tests below would prove nothing; every machine that runs this suite has shared memory.
  expect(otherVolume).toBeDefined();
});

it('keeps a quarantined original on the volume it came from, and finds it there again', async () => {
  sandbox.config({ workspaces: [workspace] });
  const cache = join(workspace, 'demo', '.ruff_cache');
  sandbox.write('f', '');
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'content'), 'precious');

  await sandbox.run('clistack', ['Enforce.Once']);

  expect(lstatSync(cache).isSymbolicLink()).toBe(true);
  expect(readdirSync(join(workspace, '.clistack-quarantine'))).toHaveLength(1);
  const list = documentOf(await sandbox.run('clistack', ['Quarantine.List', '--json']));
  expect(list).toMatchObject({ data: { items: [{ origin: cache }] } });
  await sandbox.run('clistack', ['Undo.Run']);
  expect(readFileSync(join(cache, 'content'), 'utf8')).toBe('precious');
});

it('moves a warm cache over volumes and back without losing a byte', async () => {
  sandbox.config({ workspaces: [workspace], enforce: { original: 'move' } });
  const cache = join(workspace, 'demo', '.ruff_cache');
  mkdirSync(join(cache, 'deep'), { recursive: true });
  writeFileSync(join(cache, 'deep', 'content'), 'precious', { mode: 0o640 });
  symlinkSync('deep/content', join(cache, 'latest'));

  await sandbox.run('clistack', ['Enforce.Once']);
  expect(readFileSync(join(cache, 'latest'), 'utf8')).toBe('precious');
  await sandbox.run('clistack', ['Undo.Run']);

  expect(lstatSync(cache).isDirectory()).toBe(true);
  expect(statSync(join(cache, 'deep', 'content')).mode & 0o777).toBe(0o640);
  expect(readFileSync(join(cache, 'latest'), 'utf8')).toBe('precious');
});
