import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { errorWith } from '../../../contract/matching';
import { itUnless, whyNotRoot } from '../../../support/only-where';

const { files } = createRealSystem();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-list-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One of each kind. */
const kinds = [
  { name: 'file', kind: 'file' },
  { name: 'folder', kind: 'folder' },
  { name: 'link', kind: 'link' },
  { name: 'pipe', kind: 'other' },
];

function furnish(): void {
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  symlinkSync('folder', join(folder, 'link'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
}

it('tells the kinds of what lies in a folder, of a link and not of where it leads', () => {
  furnish();
  expect(files.list(folder)).toEqual(kinds);
});

it('refuses a folder with a name that is not UTF-8', () => {
  writeFileSync(join(folder, 'other'), '');
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.of(0xff)]), '');
  expect(() => files.list(folder)).toThrow(errorWith({ code: 'SYS003', exit: 506 }));
  expect(files.list(folder, { onlyUtf8: true })).toEqual([{ name: 'other', kind: 'file' }]);
});

// By a user of no rights, whom a folder's own bits hold up.
itUnless(whyNotRoot, 'tells the kinds in a folder that may be listed and not entered', () => {
  furnish();
  const room = JSON.stringify(join(__dirname, '../../../../dist/lib/system/real'));
  // Loaded before the rights are given away: the checkout may lie where nobody else may go.
  const script = `const { files } = require(${room}).createRealSystem();
process.setgid(65534);
process.setuid(65534);
process.stdout.write(JSON.stringify(files.list(${JSON.stringify(folder)})));`;
  execFileSync('chmod', ['744', folder]);
  const text = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(JSON.parse(text)).toEqual(kinds);
});
