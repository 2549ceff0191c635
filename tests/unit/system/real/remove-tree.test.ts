import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealSystem } from '../../../../lib/system/real';
import { asUser } from '../../../support/as-user';

let folder = '';
const at = (...names: string[]): string => join(folder, ...names);
const { files } = createRealSystem();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clistack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

// Root may write in every folder.
(process.getuid?.() === 0 ? describe : describe.skip)('removing a tree', () => {
  const plant = (): void => {
    mkdirSync(at('a', 'closed', 'deep'), { recursive: true });
    writeFileSync(at('a', 'closed', 'deep', 'file'), 'one');
    for (const path of [folder, at('a'), at('a', 'closed'), at('a', 'closed', 'deep')]) chownSync(path, 65534, 65534);
  };

  it('takes folders along that may not be written in, as those of module caches', () => {
    plant();
    chmodSync(at('a', 'closed', 'deep'), 0o555);
    chmodSync(at('a', 'closed'), 0o555);
    asUser(65534, [], () => {
      files.removeTree(at('a'));
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
