import { lstatSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCharacterDevice, kindOfMode } from '../../../lib/system/mode-kind';

describe('what lies at a path, by its mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clistack-kind-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is what Node says of it', () => {
    const [file, link] = [join(folder, 'file'), join(folder, 'link')];
    writeFileSync(file, '');
    symlinkSync(file, link);
    const kinds = [file, folder, link, '/dev/null'].map((path) => kindOfMode(lstatSync(path).mode));
    expect(kinds).toEqual(['file', 'folder', 'link', 'other']);
    const devices = [file, folder, link, '/dev/null'].map((path) => isCharacterDevice(lstatSync(path).mode));
    expect(devices).toEqual([false, false, false, true]);
  });
});
