import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackedFolders } from '../../lib/enforce/git';
import { createRealSystem } from '../../lib/system/real';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clistack-git-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

it('git tells which folders it tracks, whatever signs of its own patterns their names hold', async () => {
  const env = { HOME: root, PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-C', root, ...args], { env, stdio: 'ignore' });
  };
  const names = ['plain', 'p[a]', ':x', ':!q', ':(top)', 'a*b', 'back\\slash'];
  const folderOf = (name: string): string => join(root, name, '.cache');
  git('init');
  for (const name of names) {
    mkdirSync(folderOf(name), { recursive: true });
    writeFileSync(join(folderOf(name), 'tracked'), '');
  }
  git('add', '.');
  mkdirSync(folderOf(':y'), { recursive: true });
  writeFileSync(join(folderOf(':y'), 'untracked'), '');
  const repository = { root, gitFolder: join(root, '.git') };
  const tracked = await trackedFolders(createRealSystem(), repository, [...names, ':y'].map(folderOf));
  expect(tracked).toEqual(new Set(names.map(folderOf)));
});
