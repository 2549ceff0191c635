import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itUnless, whyNotRoot } from '../../../support/only-where';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-list-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// By a user of no rights, whom a folder's own bits hold up.
itUnless(whyNotRoot, 'tells the kinds in a folder that may be listed and not entered', () => {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  symlinkSync('folder', join(folder, 'link'));
  const room = JSON.stringify(join(__dirname, '../../../../dist/lib/system/real'));
  // Loaded before the rights are given away: the checkout may lie where nobody else may go.
  const script = `const { files } = require(${room}).createRealSystem();
process.setgid(65534);
process.setuid(65534);
process.stdout.write(JSON.stringify(files.list(${JSON.stringify(folder)})));`;
  chmodSync(folder, 0o744);
  const text = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(JSON.parse(text)).toEqual([
    { name: 'file', kind: 'file' },
    { name: 'folder', kind: 'folder' },
    { name: 'link', kind: 'link' },
  ]);
});
