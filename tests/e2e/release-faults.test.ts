import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { createSandbox, documentOf, type RunResult, type Sandbox } from '../support/sandbox';

let sandbox: Sandbox;
const cache = 'src/demo/.ruff_cache';
let target = '';

beforeEach(async () => {
  sandbox = createSandbox();
  sandbox.config({ workspaces: ['~/src'], enforce: { original: 'move' } });
  sandbox.write(`${cache}/file`, 'precious');
  await sandbox.run('clistack', ['Enforce.Once']);
  target = readlinkSync(sandbox.path(cache));
});
afterEach(() => {
  sandbox.dispose();
});

const releaseWith = (inject: string, ...where: readonly string[]): Promise<RunResult> =>
  sandbox.run('clistack', ['Enforce.Release', '--json'], {
    wrap: ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `inject=${inject}`, ...where],
  });
const isFolder = (): boolean => lstatSync(sandbox.path(cache)).isDirectory();

it('releases a link also where the file system cannot swap two names', async () => {
  const { status } = await releaseWith('renameat2:error=EINVAL');
  expect([status, isFolder(), existsSync(target)]).toEqual([0, true, false]);
  expect(sandbox.read(`${cache}/file`)).toBe('precious');
});

it('leaves the link, and what it leads to, where the folder cannot come', async () => {
  const result = await releaseWith('renameat2:error=EIO');
  expect(documentOf(result)).toMatchObject({ exit_code: 205, data: { released: [], failed: [{}] } });
  expect(readlinkSync(sandbox.path(cache))).toBe(target);
  expect(sandbox.read(`${cache}/file`)).toBe('precious');
});

it('loses nothing when it is killed right after the swap, and goes on the next time', async () => {
  const { signal } = await releaseWith('unlink:signal=KILL', '-P', target);
  expect([signal, isFolder(), readlinkSync(target)]).toEqual(['SIGKILL', true, target]);
  const { status } = await sandbox.run('clistack', ['Undo.Run']);
  expect([status, readlinkSync(sandbox.path(cache))]).toEqual([0, target]);
  expect(sandbox.read(`${cache}/file`)).toBe('precious');
});
